package timerbench.service.timer;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in the form of the API: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}. */
public final class ApiDuration {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(ms|s|m|h)");
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private ApiDuration() {}

    /**
     * Parses a duration of whole milliseconds.
     *
     * @throws IllegalArgumentException if the text is no duration, or one of zero or of more than ten years
     */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("wanted a duration such as 500ms, 10s, 5m or 1h");
        }
        Duration duration = of(Long.parseLong(form.group(1)), form.group(2));
        if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("wanted a duration above 0 and of at most " + format(LONGEST));
        }
        return duration;
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** Formats the duration for {@link #parse}, in the largest unit without a remainder. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds / 60 + "m";
    }
}
