package timerbench.harness.run;

/** Words of a command line. */
public final class ShellText {
    private ShellText() {}

    /** Returns the word as a POSIX shell reads it. */
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
