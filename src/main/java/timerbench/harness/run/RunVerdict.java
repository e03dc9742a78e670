package timerbench.harness.run;

/** What a run came to by its own thresholds. */
public enum RunVerdict {
    /** All thresholds that could be judged are met. */
    PASS("PASS"),
    /** At least one is crossed. */
    CROSSED("THRESHOLD CROSSED"),
    /** It was cut short, or its generator was the bottleneck: its figures are not the target's. */
    INVALID("INVALID"),
    /** Nothing was judged. */
    NOT_JUDGED("NOT JUDGED");

    private final String text;

    RunVerdict(String text) {
        this.text = text;
    }

    /** Returns it as people read it. */
    public String text() {
        return text;
    }
}
