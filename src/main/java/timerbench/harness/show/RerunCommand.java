package timerbench.harness.show;

import java.util.Map;
import timerbench.harness.run.Run;
import timerbench.settings.Settings;

/** The command that repeats a run. */
public final class RerunCommand {
    private static final String ROOT = Settings.key("");

    private RerunCommand() {}

    /** Returns the command, as a POSIX shell reads it; what stands in {@code gatling.conf} is not in it. */
    static String command(Run run) {
        StringBuilder command = new StringBuilder("./timer-bench run " + run.simulation() + " --profile "
                + quoted(run.profile().name()));
        for (Map.Entry<String, String> given : run.profile().given().entrySet()) {
            String key = given.getKey().startsWith(ROOT) ? given.getKey().substring(ROOT.length()) : given.getKey();
            if (!key.equals("profile")) {
                command.append(" -D ").append(quoted(key + "=" + given.getValue()));
            }
        }
        return command.toString();
    }

    /** Returns the word as a POSIX shell reads it. */
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
