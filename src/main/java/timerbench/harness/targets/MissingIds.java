package timerbench.harness.targets;

import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Ids that no timer ever has. Where the service chooses ids, they have the form of one that it has chosen: another form
 * might be refused as no id at all.
 */
public final class MissingIds {
    /** What is drawn anew; an id without it has no form to follow. */
    private static final Pattern VARIED = Pattern.compile("[0-9A-Za-z]");

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int MOST_INT_DIGITS = 9;

    /** Above what a service counts to in a run, and within 32 bits. */
    private static final long HIGH = 2_000_000_000;

    private final AtomicLong next = new AtomicLong();
    private volatile String example = "";

    /** Takes an id that the service has chosen as the example. */
    public void learn(String id) {
        if (example.isEmpty()) {
            example = id;
        }
    }

    /** Returns the next id. */
    public String next() {
        String known = example;
        if (!VARIED.matcher(known).find()) {
            return "missing-" + UUID.randomUUID();
        }
        if (NUMBER.matcher(known).matches() && known.length() <= MOST_INT_DIGITS) {
            return Long.toString(HIGH + next.getAndIncrement());
        }
        if (isUuid(known)) {
            return UUID.randomUUID().toString();
        }
        // The example is there, and the shorter it is, the more often it would come up again.
        return Stream.generate(() -> alike(known))
                .filter(id -> !id.equals(known))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns a text with other letters and digits; what stands before the last separator may be a prefix, and stays. */
    private static String alike(String known) {
        int separator = Math.max(Math.max(known.lastIndexOf('_'), known.lastIndexOf(':')), known.lastIndexOf('.')) + 1;
        int prefix = VARIED.matcher(known.substring(separator)).find() ? separator : 0;
        boolean isHex = known.substring(prefix).matches("[0-9a-fA-F-]+");
        StringBuilder text = new StringBuilder(known.substring(0, prefix));
        Random random = ThreadLocalRandom.current();
        known.substring(prefix).chars().forEach(c -> text.append(other((char) c, isHex ? 6 : 26, random)));
        return text.toString();
    }

    private static char other(char c, int letters, Random random) {
        if (c >= '0' && c <= '9') {
            return (char) ('0' + random.nextInt(10));
        }
        if (c >= 'a' && c <= 'z') {
            return (char) ('a' + random.nextInt(letters));
        }
        return c >= 'A' && c <= 'Z' ? (char) ('A' + random.nextInt(letters)) : c;
    }
}
