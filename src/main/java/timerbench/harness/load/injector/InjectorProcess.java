package timerbench.harness.load.injector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The process of an injector.
 *
 * @param folder of its files and its output
 */
record InjectorProcess(Process process, Path folder) {
    /** Lets a process begin that waits for this. */
    void go() throws IOException {
        process.getOutputStream().write("go\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
    }
}
