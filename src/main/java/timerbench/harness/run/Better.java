package timerbench.harness.run;

/** Which way a metric improves. */
public enum Better implements Word {
    HIGHER,
    LOWER
}
