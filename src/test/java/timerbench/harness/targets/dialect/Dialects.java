package timerbench.harness.targets.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Dialects written by tests. */
final class Dialects {
    /** The required keys, and no others. */
    static final String LEAST = """
            create {
              method = POST
              path = "/timers/{timerId}"
              done.status = [200]
            }
            callback { groupId = g, timerId = t, executeAt = at }
            """;

    private Dialects() {}

    static Path written(Path folder, String text) throws IOException {
        return Files.writeString(folder.resolve("own.conf"), text);
    }

    /** Returns a dialect whose create has these lines in addition to the required ones; later lines win. */
    static Dialect creating(Path folder, String lines) throws IOException {
        return Dialect.load(
                written(folder, LEAST + "create {\n" + lines + "\n}\n").toString());
    }
}
