package simulations.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.datafaker.Faker;

/** Payloads as timers carry them: small JSON objects with names, addresses and amounts. */
public final class Payloads {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Payloads() {}

    /** Returns that many JSON objects, always the same for a seed. */
    public static List<String> pool(int size, long seed) {
        Faker faker = new Faker(Locale.ENGLISH, new Random(seed));
        return Stream.generate(() -> payload(faker)).limit(size).toList();
    }

    private static String payload(Faker faker) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", faker.options().option("reminder", "expiry", "retry", "invoice"));
        fields.put("customer", faker.name().fullName());
        fields.put("city", faker.address().city());
        fields.put("order", faker.number().numberBetween(100_000, 999_999));
        fields.put("amount", faker.number().randomDouble(2, 1, 5_000));
        fields.put("note", faker.company().catchPhrase());
        try {
            return MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }
}
