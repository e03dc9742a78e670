package timerbench.harness.targets.database;

/** The ways to provide a database. */
public enum Provision {
    /** Processes of this machine, started for the run. */
    EMBEDDED("embedded"),
    /** A container, started for the run. */
    DOCKER("docker"),
    /** A database that was running already. The run uses a name or prefix of its own, removed afterwards. */
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
