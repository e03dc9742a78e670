package timerbench.harness.targets.dialect;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The places of a callback's identity and content, and the answers that it gets.
 *
 * @param id the place of the timer's id, or of its reference
 * @param isReference whether callbacks are identified by the reference that the harness has chosen
 * @param groupId empty if the id alone identifies a timer
 * @param executeAt empty if callbacks do not say for which instant they are
 * @param attempt empty if callbacks do not contain it; then the receiver counts
 * @param payload empty if callbacks do not contain the timer's payload
 */
public record CallbackFields(
        Place id,
        boolean isReference,
        Optional<Place> groupId,
        Optional<DueInstant> executeAt,
        Optional<Place> attempt,
        Optional<Payload> payload,
        BodyForm body,
        CallbackAnswers answers) {
    /** The place and form of an instant. */
    public record DueInstant(Place place, TimeIn in) {}

    /** The forms of an instant. */
    public enum TimeIn {
        /** ISO 8601 with an offset, of any precision. */
        TEXT,
        MILLIS,
        SECONDS
    }

    /** The field of the body that contains the timer's payload, and the payload's form there. */
    public record Payload(Place.Field field, PayloadIn in) {}

    /** The forms of a payload. */
    public enum PayloadIn {
        JSON,
        /** JSON as a text. */
        TEXT,
        /** JSON as a text in base64. */
        BASE64
    }

    /** The forms of a callback's body. */
    public enum BodyForm {
        JSON,
        /** JSON in base64. */
        BASE64,
        /** Fields as in a query. */
        FORM
    }

    /** Returns the places of all texts that are read. */
    public Stream<Place> places() {
        return Stream.of(Stream.of(id), groupId.stream(), executeAt.stream().map(DueInstant::place), attempt.stream())
                .flatMap(each -> each);
    }

    /** Returns whether something is read from the body. */
    public boolean hasBody() {
        return payload.isPresent() || places().anyMatch(Place.Field.class::isInstance);
    }
}
