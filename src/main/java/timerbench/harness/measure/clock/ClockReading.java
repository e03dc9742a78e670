package timerbench.harness.measure.clock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import timerbench.harness.targets.TargetHttp;

/**
 * One request for a target's time, and the answer. The target's clock showed the time at some moment between request
 * and answer, which bounds the offset of the target's clock from the receiver's.
 *
 * @param sent when the request was sent, by the receiver's clock
 * @param received when the answer arrived, by the receiver's clock
 * @param shown the time in the answer
 * @param slackMicros how much later than shown the target's clock may have been: the digits that are cut off, and the
 *     age that the answer may have
 */
record ClockReading(Instant sent, Instant received, Instant shown, long slackMicros, ClockOffset.Source source) {
    private static final ObjectMapper JSON = new ObjectMapper();
    // Years of four digits: in microseconds, other years do not fit a long.
    private static final Pattern ISO = Pattern.compile("\\d{4}-[^.]*(?:\\.(\\d+))?.*");
    private static final int DIGITS_OF_MICROS = 6;
    private static final long SECOND_MICROS = 1_000_000;
    /**
     * One second is cut off. In addition, some servers write the header once a second, at no particular moment within
     * it, and send it until they write the next (Tomcat: FastHttpDateFormat.getCurrentDate).
     */
    private static final long DATE_SLACK_MICROS = 2_000_000;

    ClockReading {
        if (slackMicros <= 0) {
            throw new IllegalArgumentException("slack of a clock's reading must be positive, was " + slackMicros);
        }
    }

    /** Returns the best reading that the answer allows; empty if it contains no time. */
    static Optional<ClockReading> of(Instant sent, Instant received, TargetHttp.Answer answer) {
        return now(sent, received, answer.body())
                .or(() -> answer.date().flatMap(header -> date(sent, received, header)));
    }

    private static Optional<ClockReading> now(Instant sent, Instant received, String body) {
        try {
            String text = JSON.readTree(body).path("now").asText();
            Matcher iso = ISO.matcher(text);
            return iso.matches()
                    ? Optional.of(new ClockReading(
                            sent, received, Instant.parse(text), slackMicros(iso.group(1)), ClockOffset.Source.NOW))
                    : Optional.empty();
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns the value of the missing digits. A service that omits zeros at the end only widens the interval. */
    private static long slackMicros(String fraction) {
        int missing = DIGITS_OF_MICROS - (fraction == null ? 0 : fraction.length());
        long slack = 1;
        for (int i = 0; i < missing; i++) {
            slack *= 10;
        }
        return slack;
    }

    private static Optional<ClockReading> date(Instant sent, Instant received, String header) {
        try {
            Instant shown = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
            return Optional.of(new ClockReading(sent, received, shown, DATE_SLACK_MICROS, ClockOffset.Source.DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns the slack of one clock: digits that are 0 in all of its readings were never measured. */
    static long commonSlackMicros(List<ClockReading> readings) {
        long slack =
                readings.stream().mapToLong(ClockReading::slackMicros).max().orElseThrow();
        while (slack < SECOND_MICROS && areMultiples(readings, slack * 10)) {
            slack *= 10;
        }
        return slack;
    }

    private static boolean areMultiples(List<ClockReading> readings, long micros) {
        return readings.stream()
                .allMatch(reading -> reading.shown.get(ChronoField.NANO_OF_SECOND) % (micros * 1_000) == 0);
    }

    /** Returns the readings, each with the slack that all readings of its source have in common. */
    static List<ClockReading> withCommonSlack(List<ClockReading> readings) {
        return Stream.of(ClockOffset.Source.values())
                .map(source -> readings.stream()
                        .filter(reading -> reading.source == source)
                        .toList())
                .filter(ofOneSource -> !ofOneSource.isEmpty())
                .flatMap(ofOneSource -> {
                    long slack = commonSlackMicros(ofOneSource);
                    return ofOneSource.stream().map(reading -> reading.withSlack(slack));
                })
                .toList();
    }

    private ClockReading withSlack(long micros) {
        return new ClockReading(sent, received, shown, micros, source);
    }

    /** Returns the lowest offset possible. It allows for the microsecond that is cut off here. */
    long lowestMicros() {
        return micros(shown) - micros(received) - 1;
    }

    /** Returns the highest offset possible. */
    long highestMicros() {
        return micros(shown) + slackMicros - micros(sent);
    }

    /** Returns the duration of the round trip; negative if the receiver's clock was set back meanwhile. */
    long roundTripMicros() {
        return micros(received) - micros(sent);
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
