package timerbench.harness.load;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import timerbench.harness.run.JsonText;

/**
 * The output of this process, which is the result and all else. A user may want the result alone, or as JSON. All else
 * is what anybody prints to {@code System.out}.
 */
public final class Output {
    private static final AtomicBoolean JSON_PRINTED = new AtomicBoolean();

    private static volatile boolean quiet;
    private static volatile boolean json;

    private Output() {}

    /**
     * Chooses what is printed. To be called before anything is printed.
     *
     * @param onlyResult whether all else is left out
     * @param asJson whether the result is one JSON object, and all else goes to stderr
     */
    public static void choose(boolean onlyResult, boolean asJson) {
        quiet = onlyResult;
        json = asJson;
        if (quiet) {
            replace(new PrintStream(OutputStream.nullOutputStream()));
        } else if (json) {
            replace(System.err);
        }
    }

    /** Scala, and so Gatling, has a stream of its own. */
    private static void replace(PrintStream stream) {
        System.setOut(stream);
        scala.Console$.MODULE$.setOutDirect(stream);
    }

    /** Returns whether the result is to be JSON. */
    public static boolean isJson() {
        return json;
    }

    /** Returns whether the result alone is to be printed. */
    public static boolean isQuiet() {
        return quiet;
    }

    /** Prints the result; if it is JSON, then only the first that this process prints. */
    public static void result(String text) {
        if (json && JSON_PRINTED.getAndSet(true)) {
            return;
        }
        if (quiet || json) {
            PrintStream stdout =
                    new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
            stdout.print(text);
            stdout.flush();
        } else {
            System.out.print(text);
            System.out.flush();
        }
    }

    /** Prints that the command failed, if the result is to be JSON. The message is on stderr in any case. */
    public static void failed(int exitCode, String message) {
        if (json) {
            Map<String, Object> failure = new LinkedHashMap<>();
            failure.put("error", message);
            failure.put("exitCode", exitCode);
            result(JsonText.of(failure));
        }
    }
}
