package timerbench.harness.run;

/** The units that a metric can have. */
public enum Unit implements Word {
    /** A count or a share. */
    ONE("1"),
    PERCENT("%"),
    PER_SECOND("1/s"),
    MICROSECONDS("us"),
    MILLISECONDS("ms"),
    SECONDS("s"),
    BYTES("B"),
    BYTES_PER_SECOND("B/s"),
    /** 10⁶ bytes. */
    MEGABYTES("MB");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /** Returns the unit as {@code run.json} spells it. */
    public String symbol() {
        return symbol;
    }

    @Override
    public String word() {
        return symbol;
    }
}
