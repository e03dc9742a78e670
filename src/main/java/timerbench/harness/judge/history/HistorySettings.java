package timerbench.harness.judge.history;

/**
 * Where runs are recorded.
 *
 * @param record whether every run is
 * @param url of JDBC, without a password; a relative file is in the folder of the checkout
 * @param user of a server; empty where it asks for none, or its name is in the address
 */
public record HistorySettings(boolean record, String url, String user) {
    /** The environment variable that the password of a server comes from. */
    static final String PASSWORD = "HISTORY_PASSWORD";

    /** @throws IllegalArgumentException if the address is of no kind that is known, or holds a password */
    public HistorySettings {
        var unused = HistoryDatabase.of(url);
    }
}
