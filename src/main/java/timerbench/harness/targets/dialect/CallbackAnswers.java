package timerbench.harness.targets.dialect;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers of receivers to callbacks.
 *
 * @param failure after which the service should call again, if it ever does
 * @param refusal after which it must not; empty if the service knows no such answer
 * @param again that asks for a callback at another time; empty if the service knows no such answer
 */
public record CallbackAnswers(
        CallbackAnswer success,
        CallbackAnswer failure,
        Optional<CallbackAnswer> refusal,
        Optional<CallbackAnswer> again) {
    /** One answer of a receiver. */
    public static final class CallbackAnswer {
        private final int status;
        private final Optional<Body> json;
        private final String text;

        /**
         * @param json its body
         * @param text its body, if it has no JSON
         */
        CallbackAnswer(int status, Optional<Body> json, String text) {
            this.status = status;
            this.json = json;
            this.text = text;
        }

        public int status() {
            return status;
        }

        /** Returns the media type of the body; empty if there is no body. */
        public Optional<String> contentType() {
            return json.map(Body::contentType).or(() -> text.isEmpty() ? Optional.empty() : Optional.of("text/plain"));
        }

        /**
         * Returns the body; an empty text if there is none.
         *
         * @param executeAt the instant that the answer asks for; null if it asks for none
         */
        public String body(@Nullable Instant executeAt) {
            return json.map(body -> body.text(value -> value == Value.EXECUTE_AT ? executeAt : null))
                    .orElse(text);
        }
    }
}
