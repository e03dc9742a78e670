package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** The options that all comparisons share: the load of each run, how many, and where the results go. */
final class StressOptions {
    /** What a run takes beside its load: two JVMs, a database, a report. */
    private static final Duration BESIDE_THE_LOAD = Duration.ofSeconds(20);

    @Option(names = "--concurrent", paramLabel = "N", description = "Virtual users. Default: those of the profile.")
    private @Nullable String concurrent;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "Measured load of a run, such as 300s. Default: that of the profile.")
    private @Nullable String duration;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description = "Load before, which is not counted. Default: that of the profile.")
    private @Nullable String warmUp;

    @Option(names = "--repeats", paramLabel = "N", description = "Runs of each. Default: ${DEFAULT-VALUE}")
    private int repeats = 3;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the order of the runs. Default: one drawn at random, which the results name.")
    private long seed = new Random().nextInt(1_000_000);

    @Option(
            names = "--provision",
            paramLabel = "WORD",
            description = "Where a database comes from: embedded, docker or external.")
    private @Nullable String provision;

    @Option(names = "--profile", paramLabel = "NAME", description = "smoke, ci (the default) or full.")
    private @Nullable String profile;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "A new folder for the results. Default: one in results.")
    private @Nullable Path output;

    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            description = "Any setting of reference.conf, such as service.poolSize=4 or stress.timers=5000.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** The block of the stress simulation. */
    private record Load(
            String operation,
            int concurrent,
            Duration warmUp,
            Duration duration,
            int timers,
            Map<String, Object> thresholds) {}

    /** Sets a setting, by its name below the root. */
    void put(String key, String value) {
        settings.put(key, value);
    }

    int repeats() {
        return repeats;
    }

    long seed() {
        return seed;
    }

    /** Returns the settings of all runs, by their full names. */
    Map<String, String> settings() {
        Map<String, String> all = Settings.byKey(settings);
        put(all, "stress.concurrent", concurrent);
        put(all, "stress.duration", duration);
        put(all, "stress.warmUp", warmUp);
        put(all, "provision", provision);
        put(all, "profile", profile);
        return all;
    }

    private static void put(Map<String, String> all, String key, @Nullable String value) {
        if (value != null) {
            all.put(Settings.key(key), value);
        }
    }

    /**
     * Returns how long a run takes, by these settings.
     *
     * @throws SettingsException if one of them is wrong
     */
    static Duration expected(Settings settings) {
        Load load = settings.readProfiled("stress", Load.class);
        return load.warmUp().plus(load.duration()).plus(BESIDE_THE_LOAD);
    }

    /** Returns a name for the results of a command that begins now. */
    static String id(String command) {
        return command + "-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now());
    }

    /** Makes the folder for the results, and returns it. */
    Path folder(String id) throws IOException {
        return folder(output, id);
    }

    /** Makes the folder that was given, or else one in results, and returns it. */
    static Path folder(@Nullable Path output, String id) throws IOException {
        Path folder = (output == null ? Path.of("results", id) : CalledFrom.resolve(output)).toAbsolutePath();
        Files.createDirectories(folder);
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new SettingsException("--output: " + folder + " is not empty");
            }
        }
        return folder;
    }
}
