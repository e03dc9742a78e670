package timerbench.service.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The hosts that callbacks may go to. They keep timers from reaching other hosts of the service's network. */
public final class CallbackHosts {
    private static final String ANY = "*";

    private final List<String> patterns;

    private CallbackHosts(List<String> patterns) {
        this.patterns = patterns;
    }

    /**
     * Returns the hosts of a comma-separated list: names or addresses in the form of a URL, {@code *.domain} for all
     * subdomains, {@code *} for any host.
     *
     * @throws IllegalArgumentException if an entry has another form; the message names it
     */
    public static CallbackHosts of(String list) {
        List<String> patterns = Arrays.stream(list.split(",", -1))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .toList();
        patterns.forEach(CallbackHosts::require);
        return new CallbackHosts(patterns);
    }

    private static void require(String pattern) {
        String name = pattern.startsWith("*.") ? pattern.substring(2) : pattern;
        if (!pattern.equals(ANY) && (name.isBlank() || name.contains("*") || name.contains("/"))) {
            throw new IllegalArgumentException(
                    "callbackHosts: got \"" + pattern + "\", wanted a host, *.domain, or * for any");
        }
    }

    /** Returns whether callbacks may go to the URL's host. */
    public boolean allow(CallbackUrl url) {
        return patterns.stream().anyMatch(pattern -> fits(url.address().host(), pattern));
    }

    private static boolean fits(String host, String pattern) {
        return pattern.equals(ANY)
                || host.equals(pattern)
                || (pattern.startsWith("*.") && host.endsWith(pattern.substring(1)));
    }

    @Override
    public String toString() {
        return String.join(", ", patterns);
    }
}
