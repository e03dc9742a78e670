package timerbench.harness.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * What a service is like.
 *
 * @param name of its dialect's file
 * @param methods of the operations on a timer that it has
 * @param isForm whether bodies of requests are forms, and the answer to a create is a {@code Location}; else both are
 *     JSON
 * @param leastLead it takes no timer that is due sooner
 * @param poll how often it looks for due timers; zero if it needs not
 * @param attempts of a callback, unless a create says
 * @param token that it asks for in {@code X-API-Key}
 */
record Traits(
        String name,
        Ids ids,
        Set<String> methods,
        boolean isForm,
        Due due,
        Duration leastLead,
        Duration poll,
        Called called,
        Listed listed,
        int attempts,
        Optional<String> token) {
    static final Traits OWN_IDS = new Traits(
            "own-ids",
            Ids.UUID,
            Set.of("GET", "PATCH", "DELETE"),
            false,
            Due.ISO,
            Duration.ofSeconds(5),
            Duration.ZERO,
            Called.PAYLOAD,
            Listed.CURSOR,
            3,
            Optional.of("s3cret"));

    static final Traits HEADER_IDENTITY = new Traits(
            "header-identity",
            Ids.NUMBER,
            Set.of("GET", "PUT", "DELETE"),
            true,
            Due.TEXT,
            Duration.ZERO,
            Duration.ZERO,
            Called.HEADER,
            Listed.MAP,
            1,
            Optional.empty());

    static final Traits DELAY_SECONDS = new Traits(
            "delay-seconds",
            Ids.HEX,
            Set.of("DELETE"),
            false,
            Due.DELAY,
            Duration.ZERO,
            Duration.ZERO,
            Called.URL,
            Listed.NOT,
            1,
            Optional.empty());

    static final Traits ONE_ATTEMPT = new Traits(
            "one-attempt",
            Ids.GIVEN,
            Set.of("GET", "PUT", "DELETE"),
            false,
            Due.MILLIS,
            Duration.ZERO,
            Duration.ofMillis(500),
            Called.BASE64,
            Listed.PAGES,
            1,
            Optional.empty());

    /** The ids of timers. */
    enum Ids {
        GIVEN(".+"),
        UUID("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        NUMBER("\\d{1,10}"),
        HEX("[0-9a-f]{24}");

        private final String form;

        Ids(String form) {
            this.form = form;
        }

        boolean isOne(String text) {
            return text.matches(form);
        }

        String id(long number, JsonNode create) {
            return switch (this) {
                case GIVEN -> create.path("id").asText();
                case UUID -> java.util.UUID.randomUUID().toString();
                case NUMBER -> Long.toString(number);
                case HEX -> String.format("%024x", number);
            };
        }
    }

    /** How a request says when a timer is due. */
    enum Due {
        /** In whole seconds, with an offset. */
        ISO("scheduled_at"),
        TEXT("run_at"),
        /** In whole seconds from now on. */
        DELAY("run_after"),
        /** Kept in whole seconds. */
        MILLIS("runAt");

        private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

        private final String field;

        Due(String field) {
            this.field = field;
        }

        /** @throws RuntimeException if the request does not say it in this way */
        Instant of(JsonNode request) {
            String text = request.required(field).asText();
            return switch (this) {
                case ISO -> iso(text);
                case TEXT -> LocalDateTime.parse(text, SECONDS).toInstant(ZoneOffset.UTC);
                case DELAY -> Instant.now().plusSeconds(Long.parseLong(text));
                case MILLIS -> Instant.ofEpochMilli(Long.parseLong(text)).truncatedTo(ChronoUnit.SECONDS);
            };
        }

        private static Instant iso(String text) {
            if (!text.endsWith("+00:00") || text.contains(".")) {
                throw new IllegalArgumentException(text);
            }
            return OffsetDateTime.parse(text).toInstant();
        }
    }

    /** What a callback is like. */
    enum Called {
        /** A POST of the payload. */
        PAYLOAD,
        /** A GET; a header says which timer it is. */
        HEADER,
        /** A POST to a URL that says which timer it is; the answer must say that it succeeded. */
        URL,
        /** A POST of JSON in base64. */
        BASE64
    }

    /** How timers are listed. */
    enum Listed {
        NOT,
        CURSOR,
        /** A part of all, as an object by their ids. */
        MAP,
        /** Numbered from 1, each an array. */
        PAGES
    }

    /** Returns whether each path names the URL of the callback. */
    boolean isUrlInPath() {
        return called == Called.BASE64;
    }

    /** Returns whether timers can be moved. */
    boolean updates() {
        return methods.contains("PUT") || methods.contains("PATCH");
    }

    /** Returns the file of its dialect. */
    String dialect() {
        return Path.of("src/test/resources/foreign", name + ".conf")
                .toAbsolutePath()
                .toString();
    }

    /** Named in the reports of tests. */
    @Override
    public String toString() {
        return name;
    }
}
