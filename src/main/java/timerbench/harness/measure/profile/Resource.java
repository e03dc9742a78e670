package timerbench.harness.measure.profile;

/** What a profile counts. */
public enum Resource {
    /** Samples of threads that run a method, or what it calls in libraries. */
    CPU,
    /** Memory that a method allocates, in bytes. */
    ALLOCATION,
    /** Time in which threads wait for a lock, in microseconds. */
    LOCK,
    /** Time in which threads sleep or are parked within a method, in microseconds. */
    WAIT,
    /** Pauses of the garbage collector, in microseconds. */
    GC,
    /** Calls of a statement of the database. */
    STATEMENT_CALLS,
    /** Time of a statement in the database, in microseconds, or what else the database counts. */
    STATEMENT_TIME,
    /** A figure of a process. */
    SYSTEM
}
