package timerbench.harness.load.check;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import timerbench.address.Address;

/** Strikes out what must not be printed: the token as such, percent-encoded and escaped, and what is named a secret. */
public final class Secrets {
    private static final String STRUCK = "***";

    private final List<Pattern> token;

    public Secrets(Optional<String> token) {
        this.token = token.stream()
                .flatMap(Secrets::spellings)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                // %2f is %2F.
                .map(spelling -> Pattern.compile(Pattern.quote(spelling), Pattern.CASE_INSENSITIVE))
                .toList();
    }

    private static Stream<String> spellings(String token) {
        return Stream.of(
                token,
                URLEncoder.encode(token, StandardCharsets.UTF_8),
                new String(JsonStringEncoder.getInstance().quoteAsString(token)));
    }

    /** Returns the text without them. */
    public String struckOut(String text) {
        String without = text;
        for (Pattern spelling : token) {
            without = spelling.matcher(without).replaceAll(STRUCK);
        }
        return Address.redacted(without);
    }

    /** Returns a header of a request of ours, whose secrets can only be the token. */
    String own(String name, String value) {
        return name + ": " + struckOut(value);
    }

    /** Returns a header of somebody else, which may hold other secrets. */
    String foreign(String name, String value) {
        return name + ": " + (Address.isSecret(name) ? STRUCK : struckOut(value));
    }
}
