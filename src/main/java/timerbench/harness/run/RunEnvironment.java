package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;

/**
 * The machine and the software of a run.
 *
 * @param gitCommit of this suite; absent if unknown
 * @param jdk version of the generator's Java runtime
 * @param gatling version
 */
public record RunEnvironment(
        Optional<String> gitCommit, @JsonUnwrapped Machine machine, String jdk, String gatling) {

    public RunEnvironment {
        gitCommit.ifPresent(commit -> Require.present(commit, "git commit"));
        Require.present(jdk, "version of the JDK");
        Require.present(gatling, "version of Gatling");
    }

    /**
     * The machine of the generator.
     *
     * @param cpus logical ones, as many as the process may use
     * @param memoryMb in 10⁶ bytes
     */
    public record Machine(String os, String arch, int cpus, String cpuModel, long memoryMb) {

        public Machine {
            Require.present(os, "operating system");
            Require.present(arch, "architecture");
            Require.that(cpus > 0, "cpus must be positive, was %d", cpus);
            Require.present(cpuModel, "model of the CPU");
            Require.that(memoryMb > 0, "memory must be positive, was %d MB", memoryMb);
        }
    }
}
