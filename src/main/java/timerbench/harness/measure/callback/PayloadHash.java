package timerbench.harness.measure.callback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Reduces payloads to four bytes each, so that the payloads of millions of timers can be compared. Payloads that are
 * equal as JSON have the same hash: it does not depend on the order of an object's fields, on white space, on how a
 * character is escaped or on how a number is written (1.0, 1, 10e-1). Two different payloads have the same hash with
 * a probability of 1 in 4 billion.
 */
public final class PayloadHash {
    /** The value for an unknown payload, which is not compared. */
    public static final int UNKNOWN = 0;

    /** The value for a payload that is missing. */
    static final int MISSING = 1;

    private static final JsonFactory FACTORY = new JsonFactory();

    // FNV-1a in 64 bits (Fowler, Noll & Vo).
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private PayloadHash() {}

    /**
     * Returns the hash of a payload.
     *
     * @throws IllegalArgumentException if it is not JSON
     */
    public static int of(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("payload: empty, wanted JSON");
            }
            return of(parser);
        } catch (IOException e) {
            throw new IllegalArgumentException("payload: not JSON", e);
        }
    }

    /** Returns the hash of the value at which the parser stands, and leaves the parser at its end. */
    static int of(JsonParser json) throws IOException {
        long hash = value(json);
        int folded = (int) (hash ^ (hash >>> 32));
        return folded == UNKNOWN || folded == MISSING ? ~folded : folded;
    }

    private static long value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        return switch (token) {
            case START_OBJECT -> mixed(token.id(), object(json));
            case START_ARRAY -> mixed(token.id(), array(json));
            case VALUE_STRING ->
                mixed(token.id(), text(json.getTextCharacters(), json.getTextOffset(), json.getTextLength()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> mixed(JsonToken.VALUE_NUMBER_INT.id(), number(json));
            default -> mixed(token.id(), 0);
        };
    }

    /** The sum does not depend on the order of the fields. */
    private static long object(JsonParser json) throws IOException {
        long sum = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            char[] name = json.currentName().toCharArray();
            json.nextToken();
            sum += mixed(text(name, 0, name.length), value(json));
        }
        return sum;
    }

    private static long array(JsonParser json) throws IOException {
        long hash = FNV_OFFSET;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            hash = mixed(hash, value(json));
        }
        return hash;
    }

    private static long number(JsonParser json) throws IOException {
        BigDecimal plain = json.getDecimalValue().stripTrailingZeros();
        return mixed(plain.unscaledValue().hashCode(), plain.signum() == 0 ? 0 : plain.scale());
    }

    private static long text(char[] characters, int from, int length) {
        long hash = FNV_OFFSET;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ characters[i]) * FNV_PRIME;
        }
        return hash;
    }

    /** Mixes two values so that every bit of both counts: the finalizer of SplitMix64 (Steele, Lea & Flood 2014). */
    private static long mixed(long first, long second) {
        long z = first * 0x9e3779b97f4a7c15L + second;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
