package timerbench.harness.measure.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import timerbench.harness.targets.process.Jcmd;

/** Recordings of all JVMs in process trees, by the Flight Recorder of each. */
final class FlightRecordings {
    private static final String SETTINGS = "/profile/timer-bench.jfc";
    private static final String NAME = "timer-bench";

    /** Stacks of the usual depth, 64, lack the outer frames of some frameworks. */
    private static final String DEPTH = "stackdepth=256";

    private final Jcmd jcmd;
    private final Map<ProcessHandle, Path> files = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private FlightRecordings(Jcmd jcmd) {
        this.jcmd = jcmd;
    }

    /**
     * Starts the recorders. What cannot be recorded is in the {@linkplain #notes notes}.
     *
     * @param folder of the files
     * @param name of the files, without {@code .jfr}
     */
    static FlightRecordings start(Jcmd jcmd, List<ProcessHandle> roots, Path folder, String name) {
        FlightRecordings recordings = new FlightRecordings(jcmd);
        if (roots.isEmpty()) {
            return recordings;
        }
        try {
            jcmd.require();
            List<ProcessHandle> jvms = jvms(roots);
            if (jvms.isEmpty()) {
                recordings.notes.add("no JVM of this user is among the service's processes, and one in a container is"
                        + " not seen, so there is no profile of methods");
            }
            Path settings = settings();
            for (ProcessHandle jvm : jvms) {
                int number = recordings.files.size() + 1;
                Path file = folder.resolve(name + (number == 1 ? "" : "-" + number) + ".jfr");
                recordings.start(jvm, settings, file.toAbsolutePath());
            }
            Files.delete(settings);
        } catch (IOException e) {
            recordings.notes.add("no profile of methods: " + e.getMessage());
        }
        return recordings;
    }

    /** Returns which of the processes and their descendants are JVMs. */
    private static List<ProcessHandle> jvms(List<ProcessHandle> roots) {
        return roots.stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .filter(Jcmd::reaches)
                .distinct()
                .toList();
    }

    /** Copies the settings to where the JVMs can read them. */
    private static Path settings() throws IOException {
        Path file = Files.createTempFile("timer-bench", ".jfc");
        try (InputStream text = FlightRecordings.class.getResourceAsStream(SETTINGS)) {
            Files.write(file, Objects.requireNonNull(text, SETTINGS).readAllBytes());
        }
        return file;
    }

    private void start(ProcessHandle jvm, Path settings, Path file) {
        try {
            var unused = jcmd.tell(jvm, "JFR.configure", DEPTH);
        } catch (IOException e) {
            // A recorder that runs already keeps its depth.
            notes.add("stacks may lack their outer frames: " + e.getMessage());
        }
        try {
            require(
                    "Started recording",
                    jcmd.tell(
                            jvm,
                            "JFR.start",
                            "name=" + NAME,
                            "settings=" + quoted(settings),
                            "filename=" + quoted(file),
                            "maxsize=1g"));
            files.put(jvm, file);
        } catch (IOException e) {
            notes.add("no profile of methods of process " + jvm.pid() + ": " + e.getMessage());
        }
    }

    private static String quoted(Path path) {
        return "\"" + path + "\"";
    }

    /** The program succeeds even if the recorder refused. */
    private static void require(String expected, String answer) throws IOException {
        if (!answer.contains(expected)) {
            throw new IOException(answer);
        }
    }

    /** Ends the recordings and returns their files. */
    List<Path> stop() {
        List<Path> written = new ArrayList<>();
        files.forEach((jvm, file) -> {
            try {
                require("Stopped recording", jcmd.tell(jvm, "JFR.stop", "name=" + NAME));
                written.add(file);
            } catch (IOException e) {
                notes.add("no profile of methods of process " + jvm.pid() + ": " + e.getMessage());
            }
        });
        return written;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
