package timerbench.harness.judge.scaling;

import timerbench.harness.run.Word;

/** What a sweep measures at each of its points. */
public enum Measure implements Word {
    /** The operations that succeed per second under a closed load. */
    THROUGHPUT("throughput", "DatabaseStressSimulation", "stress"),
    /** The highest rate of timers, created and called back, that meets the limits. */
    CAPACITY("capacity", "BreakpointSimulation", "breakpoint"),
    /** Whether one rate meets the limits. */
    DEMAND("demand", "BreakpointSimulation", "breakpoint");

    private final String word;
    private final String simulation;
    private final String block;

    Measure(String word, String simulation, String block) {
        this.word = word;
        this.simulation = simulation;
        this.block = block;
    }

    @Override
    public String word() {
        return word;
    }

    /** Returns the simple name of the simulation that measures it. */
    public String simulation() {
        return simulation;
    }

    /** Returns the block of that simulation's settings. */
    public String block() {
        return block;
    }
}
