package timerbench.harness.measure.log;

import java.io.IOException;

/** Bytes that no Gatling of a supported version writes. */
final class CorruptLogException extends IOException {

    private static final long serialVersionUID = 1L;

    CorruptLogException(String message) {
        super(message);
    }
}
