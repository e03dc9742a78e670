package timerbench.harness.measure.clock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import timerbench.harness.targets.TargetAnswer;

/**
 * What a target's clock showed while it answered.
 *
 * @param shown the time that it told
 * @param slackMicros by how much less its clock may have been ahead: what was cut off, and how old the answer may be
 */
record ClockReading(Instant shown, long slackMicros, ClockSource source) {
    private static final ObjectMapper JSON = new ObjectMapper();
    // Years of four digits: in microseconds, the others do not fit a long.
    private static final Pattern ISO = Pattern.compile("\\d{4}-[^.]*(?:\\.(\\d+))?.*");
    private static final int DIGITS_OF_MICROS = 6;
    private static final long SECOND_MICROS = 1_000_000;
    /**
     * One second is cut off; and some servers write the header once a second, at no particular moment of it, and send it
     * until then (Tomcat: FastHttpDateFormat.getCurrentDate).
     */
    private static final long DATE_SLACK_MICROS = 2_000_000;

    ClockReading {
        if (slackMicros <= 0) {
            throw new IllegalArgumentException("slack of a clock's reading must be positive, was " + slackMicros);
        }
    }

    /** Returns the best reading in the answer; empty if it tells no time. */
    static Optional<ClockReading> in(TargetAnswer answer) {
        return now(answer.body()).or(() -> answer.date().flatMap(ClockReading::date));
    }

    private static Optional<ClockReading> now(String body) {
        try {
            String text = JSON.readTree(body).path("now").asText();
            Matcher iso = ISO.matcher(text);
            return iso.matches()
                    ? Optional.of(new ClockReading(Instant.parse(text), slackMicros(iso.group(1)), ClockSource.NOW))
                    : Optional.empty();
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What the digits shown leave open. Zeros that a service leaves out at the end only widen the interval. */
    private static long slackMicros(String fraction) {
        int missing = DIGITS_OF_MICROS - (fraction == null ? 0 : fraction.length());
        long slack = 1;
        for (int i = 0; i < missing; i++) {
            slack *= 10;
        }
        return slack;
    }

    /** Returns the slack that all readings of one clock show: digits that are 0 in each of them were never measured. */
    static long slackMicros(Collection<ClockReading> readings) {
        long slack =
                readings.stream().mapToLong(ClockReading::slackMicros).max().orElseThrow();
        while (slack < SECOND_MICROS && areMultiples(readings, slack * 10)) {
            slack *= 10;
        }
        return slack;
    }

    private static boolean areMultiples(Collection<ClockReading> readings, long micros) {
        return readings.stream()
                .allMatch(reading -> reading.shown.get(ChronoField.NANO_OF_SECOND) % (micros * 1_000) == 0);
    }

    ClockReading withSlack(long micros) {
        return new ClockReading(shown, micros, source);
    }

    private static Optional<ClockReading> date(String header) {
        try {
            Instant shown = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
            return Optional.of(new ClockReading(shown, DATE_SLACK_MICROS, ClockSource.DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
