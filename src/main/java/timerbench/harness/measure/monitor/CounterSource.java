package timerbench.harness.measure.monitor;

import java.util.Optional;

/** Where the figures of a process and its descendants come from. */
sealed interface CounterSource permits Container, PlainProcess {
    Counters read();

    /** Returns memory in bytes without what the kernel would drop first; empty if it is not known. */
    Optional<Long> workingSet();

    /** Returns what it is, for a reader of the figures. */
    String text();
}
