package timerbench.harness.show;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import timerbench.harness.run.Period;

/** Instants as people read them, in UTC and the same in every locale. Files have all digits. */
final class UtcText {
    private static final DateTimeFormatter MINUTE = formatter("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter DAY = formatter("yyyy-MM-dd ");
    private static final DateTimeFormatter SECOND = formatter("HH:mm:ss");
    private static final String ZONE = " UTC";

    private UtcText() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** Returns a date with the time to the minute: {@code 2026-11-30 10:50 UTC}. */
    static String minute(Instant at) {
        return MINUTE.format(at) + ZONE;
    }

    /** Returns a time to the second, with its date if that is not the date of {@code known}: {@code 10:50:21 UTC}. */
    static String second(Instant at, Instant known) {
        String day = DAY.format(at);
        return (day.equals(DAY.format(known)) ? "" : day) + SECOND.format(at) + ZONE;
    }

    /** Returns from when to when: {@code 2026-11-30 10:50:21 to 10:51:03 UTC}. */
    static String of(Period period) {
        return DAY.format(period.from()) + SECOND.format(period.from()) + " to " + second(period.to(), period.from());
    }
}
