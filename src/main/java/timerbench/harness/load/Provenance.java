package timerbench.harness.load;

import io.gatling.commons.util.GatlingVersion$;
import java.nio.file.Path;
import java.util.Optional;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.targets.revision.Git;

/** Reads where and with what this run is made. */
public final class Provenance {
    private Provenance() {}

    /** Returns why the commit is not known, as a sentence; empty if it is known. */
    public static Optional<String> unknown() {
        return new Git(Path.of("")).checkout().unknown();
    }

    /** Returns the commit, the machine, and the versions of Java and Gatling. */
    public static RunEnvironment read() {
        HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
        RunEnvironment.Machine machine = new RunEnvironment.Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                hardware.getProcessor().getProcessorIdentifier().getName().strip(),
                hardware.getMemory().getTotal() / 1_000_000);
        String gatling = GatlingVersion$.MODULE$.ThisVersion().fullVersion();
        return new RunEnvironment(new Git(Path.of("")).commit(), machine, System.getProperty("java.version"), gatling);
    }
}
