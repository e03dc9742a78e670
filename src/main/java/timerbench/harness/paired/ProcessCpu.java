package timerbench.harness.paired;

import java.util.List;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OSThread;
import oshi.software.os.OperatingSystem;

/**
 * CPU time that processes and their descendants have used since they started, in seconds.
 *
 * @param compilers what of it a JVM's compilers took, where the system tells threads apart
 */
record ProcessCpu(double all, double compilers) {
    private static final OperatingSystem SYSTEM = new SystemInfo().getOperatingSystem();

    static ProcessCpu of(List<ProcessHandle> roots) {
        long all = 0;
        long compilers = 0;
        List<ProcessHandle> tree = roots.stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .toList();
        for (ProcessHandle handle : tree) {
            OSProcess process = SYSTEM.getProcess(Math.toIntExact(handle.pid()));
            if (process != null) {
                all += process.getKernelTime() + process.getUserTime();
                compilers += process.getThreadDetails().stream()
                        .filter(thread -> thread.getName().matches("C[12] Compiler.*"))
                        .mapToLong(ProcessCpu::millis)
                        .sum();
            }
        }
        return new ProcessCpu(all / 1e3, compilers / 1e3);
    }

    private static long millis(OSThread thread) {
        return thread.getKernelTime() + thread.getUserTime();
    }

    ProcessCpu since(ProcessCpu before) {
        return new ProcessCpu(all - before.all, compilers - before.compilers);
    }

    ProcessCpu per(double units) {
        return new ProcessCpu(all / units, compilers / units);
    }
}
