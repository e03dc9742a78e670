package timerbench.harness.targets.database;

/** Where a database comes from. */
public enum Provision {
    /** Processes of this machine, started for the run. */
    EMBEDDED("embedded"),
    /** A container, started for the run. */
    DOCKER("docker"),
    /** One that was running already, of which a name or prefix of our own is used and removed afterwards. */
    EXTERNAL("external");

    private final String word;

    Provision(String word) {
        this.word = word;
    }

    /** Returns the word that stands for it in settings and results. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
