package timerbench.harness.targets;

import java.io.IOException;

/** Asks a service over HTTP. */
public interface TargetHttp {
    /**
     * Returns the answer to a GET, whatever its status.
     *
     * @throws IOException if none came
     */
    TargetAnswer get(String url) throws IOException;
}
