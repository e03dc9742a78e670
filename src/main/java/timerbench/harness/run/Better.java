package timerbench.harness.run;

/** Which way a metric improves. */
public enum Better {
    HIGHER("higher"),
    LOWER("lower");

    private final String word;

    Better(String word) {
        this.word = word;
    }

    /** Returns the word that stands for it in {@code run.json}. */
    public String word() {
        return word;
    }

    static Better called(String word) {
        return Choice.of(values(), Better::word, word, "direction");
    }
}
