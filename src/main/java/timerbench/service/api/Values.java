package timerbench.service.api;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import timerbench.service.engine.CallbackUrl;
import timerbench.service.timer.ApiDuration;
import timerbench.service.timer.Micros;
import timerbench.service.timer.Timer;

/** Reads the contract's types of values. All methods throw an {@link ApiException} that names the value. */
final class Values {
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_URL = 2_048;
    private static final int LAST_ASCII = 0x7F;

    private Values() {}

    /** Returns the id if every store can keep it and distinguish it from all others. */
    static String id(String name, String text) {
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > LONGEST_ID) {
            throw ApiException.invalid(name, text, "1 to " + LONGEST_ID + " characters");
        }
        if (text.indexOf(0) >= 0) {
            throw ApiException.invalid(name, text, "no U+0000 in it");
        }
        if (text.equals(".") || text.equals("..")) {
            throw ApiException.invalid(name, text, "an id that can stand in a path");
        }
        return wellFormed(name, text);
    }

    /** Returns the text if it can be encoded as UTF-8; half a surrogate pair cannot. */
    static String wellFormed(String name, String text) {
        boolean broken = text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
        if (broken) {
            throw ApiException.invalid(name + ": wanted well-formed Unicode, got half a surrogate pair in it");
        }
        return text;
    }

    /** Returns the instant, truncated to microseconds. */
    static Instant instant(String name, String text) {
        return Micros.parse(text)
                .orElseThrow(() -> ApiException.invalid(
                        name,
                        text,
                        "an ISO 8601 date-time with an offset, such as 2030-01-31T12:00:00Z, from 1970 to 9999"));
    }

    /** Returns the URL if it can be called without changes. */
    static String callbackUrl(String name, String text) {
        if (text.length() > LONGEST_URL) {
            throw ApiException.invalid(name, text, "at most " + LONGEST_URL + " characters");
        }
        if (text.chars().anyMatch(character -> character > LAST_ASCII)) {
            throw ApiException.invalid(name, text, "characters outside ASCII percent-encoded");
        }
        try {
            var unused = CallbackUrl.of(text);
            if (URI.create(text).getRawUserInfo() != null) {
                throw ApiException.invalid(name, text, "no user or password: callbacks carry none");
            }
            return text;
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(name, text, e.getMessage());
        }
    }

    static Duration duration(String name, String text) {
        try {
            return ApiDuration.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(name + ": got \"" + text + "\", " + e.getMessage());
        }
    }

    /** Returns the timeout if it is at most the longest that the contract allows. */
    static Duration callbackTimeout(String name, String text) {
        Duration timeout = duration(name, text);
        if (timeout.compareTo(Timer.LONGEST_CALLBACK_TIMEOUT) > 0) {
            throw ApiException.invalid(name, text, "at most " + ApiDuration.format(Timer.LONGEST_CALLBACK_TIMEOUT));
        }
        return timeout;
    }

    static int limit(String name, String text, int most) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw ApiException.invalid(name, text, "a whole number from 1 to " + most);
    }
}
