package timerbench.harness.judge.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import timerbench.harness.run.Database;
import timerbench.harness.run.RunEnvironment.Machine;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.RunTarget;

/**
 * Short names of what must be the same for two runs to be compared: the first 12 digits of a SHA-256. A letter before them
 * keeps spreadsheets from reading a number.
 */
final class Fingerprint {
    private static final int DIGITS = 12;
    private static final double MB_OF_GIB = 1_073.741824;

    /** What a run is judged by changes nothing of its load. */
    private static final String JUDGED_BY = "thresholds";

    private Fingerprint() {}

    /** Returns that of a machine. Versions of its system, and a little memory that one kernel keeps and another does not, are no part. */
    static String of(Machine machine) {
        return "m-"
                + digits(List.of(
                        machine.os().split(" ", 2)[0],
                        machine.arch(),
                        machine.cpus(),
                        machine.cpuModel(),
                        Math.round(machine.memoryMb() / MB_OF_GIB)));
    }

    /** Returns that of a load and of how its target was set up. Versions of the database are no part: that they change is what one wants to see. */
    static String of(RunProfile profile, RunTarget target) {
        Map<String, Object> load = new TreeMap<>(profile.settings());
        load.keySet().removeIf(setting -> setting.toLowerCase(Locale.ROOT).endsWith(JUDGED_BY));
        Optional<Database> database = target.database();
        return "p-"
                + digits(List.of(
                        profile.name(),
                        load,
                        target.kind(),
                        target.dialect(),
                        target.instances(),
                        new TreeMap<>(target.limits()),
                        database.map(Database::name),
                        database.flatMap(Database::provision),
                        database.map(known -> new TreeMap<>(known.durability()))));
    }

    private static String digits(List<?> parts) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
