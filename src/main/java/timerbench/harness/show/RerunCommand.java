package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunProfile;
import timerbench.settings.Settings;

/** The command that repeats a run. */
public final class RerunCommand {
    private static final String ROOT = Settings.key("");

    private RerunCommand() {}

    /** Returns the command, as a POSIX shell reads it; what stands in {@code gatling.conf} is not in it. */
    static String command(Run run) {
        return String.join(" ", words(run.simulation(), run.profile()));
    }

    /** Returns the words of the command, each as a POSIX shell reads it. */
    public static List<String> words(String simulation, RunProfile profile) {
        List<String> words = new ArrayList<>(List.of("./timer-bench", "run", simulation));
        words.add("--profile " + quoted(profile.name()));
        for (Map.Entry<String, String> given : profile.given().entrySet()) {
            String key = given.getKey().startsWith(ROOT) ? given.getKey().substring(ROOT.length()) : given.getKey();
            if (!key.equals("profile")) {
                words.add("-D " + quoted(key + "=" + given.getValue()));
            }
        }
        return words;
    }

    /** Returns the word as a POSIX shell reads it. */
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
