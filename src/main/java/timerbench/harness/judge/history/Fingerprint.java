package timerbench.harness.judge.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import timerbench.harness.run.Conditions;
import timerbench.harness.run.Run;

/**
 * Short names of the conditions that runs on one line of the history have in common: the first 12 digits of a SHA-256. A letter
 * before them keeps spreadsheets from reading a number.
 */
final class Fingerprint {
    private static final int DIGITS = 12;

    private Fingerprint() {}

    static String ofMachine(Run run) {
        return "m-" + digits(Conditions.ofMachine(run));
    }

    /** Returns the fingerprint of a load and of how its target was set up. */
    static String ofLoad(Run run) {
        return "p-" + digits(Conditions.ofLoad(run));
    }

    private static String digits(List<?> values) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(values.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
