package timerbench.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that somebody meant who wrote another one. */
public final class Nearest {
    private static final int FURTHEST_TYPO = 3;

    private Nearest() {}

    /**
     * Returns the known name with the fewest letters that differ, in whatever case. Empty if more than three differ,
     * or more than half of those that were given.
     */
    public static Optional<String> to(String given, Collection<String> known) {
        String wanted = given.toLowerCase(Locale.ROOT);
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        Comparator<String> order =
                Comparator.comparingInt(name -> distance.apply(name.toLowerCase(Locale.ROOT), wanted));
        return known.stream()
                .min(order.thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance.apply(name.toLowerCase(Locale.ROOT), wanted)
                        <= Math.min(FURTHEST_TYPO, wanted.length() / 2));
    }

    /** Returns the end of a message, such as {@code ; did you mean port?}; empty if no known name is near. */
    public static String question(String given, Collection<String> known) {
        return to(given, known).map(name -> "; did you mean " + name + "?").orElse("");
    }
}
