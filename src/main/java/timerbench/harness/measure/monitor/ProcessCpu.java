package timerbench.harness.measure.monitor;

import java.util.List;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** The CPU time that processes and those below them have used since they started. */
public final class ProcessCpu {
    private static final OperatingSystem SYSTEM = new SystemInfo().getOperatingSystem();

    private ProcessCpu() {}

    /** Returns it in seconds. */
    public static double seconds(List<ProcessHandle> roots) {
        return roots.stream()
                        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                        .map(process -> SYSTEM.getProcess(Math.toIntExact(process.pid())))
                        // One that ended since the tree was looked at.
                        .filter(process -> process != null)
                        .mapToLong(ProcessCpu::millis)
                        .sum()
                / 1e3;
    }

    private static long millis(OSProcess process) {
        return process.getKernelTime() + process.getUserTime();
    }
}
