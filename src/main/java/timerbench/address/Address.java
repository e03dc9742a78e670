package timerbench.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks addresses that users give: of targets, databases, the history and the receiver. They are printed, recorded
 * in {@code run.json} and passed to processes on their command lines, so they must hold no secret. Secrets come from
 * the environment.
 */
public final class Address {
    private static final int LARGEST_PORT = 65_535;

    private static final Pattern PARAMETER = Pattern.compile("([\\w.%+~-]+)=([^&;#\\s\"']+)");

    /**
     * Names of parameters and headers that hold secrets. The properties of MongoDB's mechanisms hold AWS' session
     * token.
     */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "passw(?!ordcallback)|passphrase|^pass$|pwd|secret|token|credential|signature|^sig$|(api|access|private)[_-]?key"
                    + "|^key$|^(proxy-)?auth(orization)?$|cookie|authmechanismproperties",
            Pattern.CASE_INSENSITIVE);

    /** The id of an AWS key. */
    private static final Pattern AWS_KEY = Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b");

    /**
     * A login. It extends to the last @, since a password may hold any character that somebody forgot to encode.
     * Without a scheme a slash ends it, since names of container images have an @, too, and so has a fault with its
     * time.
     */
    private static final Pattern LOGIN = Pattern.compile("(://|jdbc:(?!sqlite:)\\w+:(?://)?)[^\\s\"']*@"
            + "|(?<![\\w.:/])[\\w.%+-]+:[^\\s\"'/]*@(?!sha\\d+:|\\d+(?:ms|s|m|h)(?![\\w./@-]|:\\d))");

    /** The names of files may hold an @, and a container image's digest stands after one. */
    private static final Pattern WITH_AT =
            Pattern.compile("jdbc:sqlite:.*|\\.{0,2}/(?!/).*|(?!.*://)[\\w.:/-]+@sha\\d+:\\p{XDigit}+");

    private static final Pattern ENCODED = Pattern.compile("%(\\p{XDigit}{2})");

    private Address() {}

    /**
     * Returns the address unchanged if it holds no secret.
     *
     * @throws IllegalArgumentException if it holds one, or may; the message does not quote it
     */
    public static String withoutSecret(String address) {
        if (hasLogin(address)
                || hasSecretParameter(address)
                || AWS_KEY.matcher(address).find()) {
            throw new IllegalArgumentException(
                    "an address must not hold a user, a password or a token (@ is written %40"
                            + " elsewhere in it); users have settings of their own, the others come from the"
                            + " environment: API_TOKEN for the target, DATABASE_PASSWORD for databases,"
                            + " HISTORY_PASSWORD for the history, OTEL_EXPORTER_OTLP_HEADERS for a collector");
        }
        return address;
    }

    private static boolean hasLogin(String address) {
        return address.contains("@") && !WITH_AT.matcher(address).matches();
    }

    /** Returns whether this is a URL of HTTP or HTTPS with a host, and without a login. */
    public static boolean isHttp(String url) {
        try {
            URI uri = new URI(url);
            return url.matches("https?://.*")
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPort() <= LARGEST_PORT;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Returns whether a parameter with a value is named like a secret, however it is encoded. */
    public static boolean hasSecretParameter(String address) {
        return names(address) || names(decoded(address));
    }

    private static boolean names(String text) {
        return PARAMETER.matcher(text).results().anyMatch(parameter -> isSecret(decoded(parameter.group(1))));
    }

    /** Returns whether a parameter or header of this name holds a secret. */
    public static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name).find();
    }

    /** Returns a text, such as a driver's message, without the logins and secret parameters of addresses in it. */
    public static String redacted(String text) {
        String withoutLogins = LOGIN.matcher(text).replaceAll("$1");
        String withoutKeys = AWS_KEY.matcher(withoutLogins).replaceAll("***");
        return PARAMETER
                .matcher(withoutKeys)
                .replaceAll(parameter -> Matcher.quoteReplacement(
                        hasSecretParameter(parameter.group()) ? parameter.group(1) + "=***" : parameter.group()));
    }

    /** Decodes until nothing is encoded: a driver may decode more than once. */
    private static String decoded(String text) {
        String before = text;
        while (true) {
            String after = ENCODED.matcher(before)
                    .replaceAll(code ->
                            Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(code.group(1), 16))));
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
    }
}
