package timerbench.harness.targets.fault;

import timerbench.harness.run.Word;

/** What a fault does. */
public enum FaultKind implements Word {
    /** Ends a process by SIGKILL, and starts it again after a time, or never. */
    KILL,
    /** Stops a process for a time by SIGSTOP and SIGCONT: the pause of a virtual machine or a garbage collection. */
    STOP,
    /** Ends a process in an orderly way, and starts it again at once. */
    RESTART,
    /** Lets the receiver answer every callback with a failure for a time. */
    REFUSE,
    /** Delays all bytes on the way to the database or the receiver for a time. */
    SLOW,
    /** Lets no bytes pass on the way to the database or the receiver for a time. */
    CUT,
    /** Runs a shell command, and another one after a time. */
    COMMAND;

    @Override
    public String toString() {
        return word();
    }
}
