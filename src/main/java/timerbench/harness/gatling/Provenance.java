package timerbench.harness.gatling;

import io.gatling.commons.util.GatlingVersion$;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import timerbench.harness.result.RunEnvironment;

/** Where and with what this run is made. */
final class Provenance {
    private Provenance() {}

    static RunEnvironment read() {
        HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
        RunEnvironment.Machine machine = new RunEnvironment.Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                hardware.getProcessor().getProcessorIdentifier().getName().strip(),
                hardware.getMemory().getTotal() / 1_000_000);
        String gatling = GatlingVersion$.MODULE$.ThisVersion().fullVersion();
        return new RunEnvironment(gitCommit(), machine, System.getProperty("java.version"), gatling);
    }

    /** Empty outside a git checkout, or without git. */
    private static Optional<String> gitCommit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--abbrev=40", "--dirty", "--exclude=*")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 && !commit.isEmpty() ? Optional.of(commit) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
