package timerbench.harness.load.injector;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * The heap of each injector: as much as that of this process may take.
 *
 * @param bytes the most that it may take
 */
record InjectorHeap(long bytes) {
    static InjectorHeap ofThisProcess() {
        // Runtime.maxMemory() leaves out a part of the heap with some collectors.
        return new InjectorHeap(Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxHeapSize")
                .getValue()));
    }

    /** Returns the memory of this machine in bytes, or that of the container in which this process runs. */
    static long memoryOfMachine() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    /**
     * Checks that the heaps of so many injectors fit into a memory.
     *
     * @param memory in bytes
     * @param where the memory is
     */
    void requireRoom(int injectors, long memory, String where) throws IOException {
        if (injectors * bytes > memory) {
            String heaps = injectors == 1
                    ? String.format(Locale.ROOT, "the heap of an injector, %,.0f MB, does", bytes / 1e6)
                    : String.format(
                            Locale.ROOT, "the heaps of %d injectors, %,.0f MB each, do", injectors, bytes / 1e6);
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s not fit into the %,.0f MB of memory of %s; start fewer, or give each less"
                            + " (TIMER_BENCH_JVM_ARGS=-Xmx512m)",
                    heaps,
                    memory / 1e6,
                    where));
        }
    }
}
