package timerbench.harness.measure.clock;

/** Where a target tells its time. */
public enum ClockSource {
    NOW("now in /health/live"),
    DATE("the Date header");

    private final String text;

    ClockSource(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
