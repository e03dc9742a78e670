package timerbench.harness.load.check;

import java.util.List;
import timerbench.harness.run.Word;

/**
 * An HTTP message of a step, without secrets.
 *
 * @param head method and path with query, or status
 * @param headers those that matter, as {@code name: value}
 * @param body as sent; empty if there is none
 */
public record Message(Kind kind, String head, List<String> headers, String body) {
    /** The roles of a message. */
    public enum Kind implements Word {
        SENT,
        ANSWER,
        /** A request that came to the receiver of callbacks. */
        CAME
    }

    public Message {
        headers = List.copyOf(headers);
    }
}
