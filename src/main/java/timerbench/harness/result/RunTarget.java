package timerbench.harness.result;

import java.util.List;
import java.util.Optional;

/**
 * What was measured.
 *
 * @param kind started by the harness, or found at URLs
 * @param dialect how its HTTP API spells the operations
 * @param instances processes of the embedded service, or addresses that were loaded
 * @param urls the addresses, without user names and passwords; none if embedded
 * @param database absent if unknown
 */
public record RunTarget(Kind kind, String dialect, int instances, List<String> urls, Optional<Database> database) {

    public RunTarget {
        Check.present(dialect, "dialect");
        Check.that(instances > 0, "target: instances must be positive, was %d", instances);
        Check.that((kind == Kind.URL) != urls.isEmpty(), "target: kind %s with %d addresses", kind.word(), urls.size());
        urls = urls.stream().map(RunTarget::withoutCredentials).toList();
    }

    /** The reference service, started by the harness. */
    public static RunTarget embedded(String dialect, int instances, Database database) {
        return new RunTarget(Kind.EMBEDDED, dialect, instances, List.of(), Optional.of(database));
    }

    /** A service that was running already. */
    public static RunTarget url(String dialect, List<String> urls, Optional<Database> database) {
        return new RunTarget(Kind.URL, dialect, urls.size(), urls, database);
    }

    // http://user:password@host would otherwise end up in files that are published.
    private static String withoutCredentials(String url) {
        return url.replaceFirst("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#]*@", "$1");
    }

    /** Who started the target. */
    public enum Kind {
        EMBEDDED("embedded"),
        URL("url");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Returns the word that stands for it in {@code run.json}. */
        public String word() {
            return word;
        }

        static Kind called(String word) {
            return Choice.of(values(), Kind::word, word, "kind of target");
        }
    }
}
