package timerbench.harness.targets;

import java.io.IOException;
import java.util.Optional;

/** Sends requests to a service over HTTP. */
public interface TargetHttp {
    /**
     * An answer of a service.
     *
     * @param date its {@code Date} header, unparsed
     */
    record Answer(int status, Optional<String> date, String body) {}

    /**
     * Returns the answer to a GET, whatever its status.
     *
     * @throws IOException if there is none
     */
    Answer get(String url) throws IOException;
}
