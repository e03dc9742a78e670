package simulations.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.datafaker.Faker;

/** Payloads of timers: small JSON objects with names, addresses and amounts. */
public final class Payloads {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Payloads() {}

    /** Returns this number of JSON objects, always the same for a seed. */
    public static List<String> pool(int size, long seed) {
        Faker faker = new Faker(Locale.ENGLISH, new Random(seed));
        return Stream.generate(() -> payload(faker)).limit(size).toList();
    }

    /**
     * Returns this number of JSON objects, always the same, and in the same order, for a seed. Their lengths in bytes
     * of UTF-8 follow {@code feeders/payload-sizes.csv}. The body of an object is empty if its other fields alone are
     * longer.
     */
    public static List<String> sized(int size, long seed) {
        return sized(size, seed, sizeWeights());
    }

    /** Returns the sizes of {@code feeders/payload-sizes.csv}, in bytes, with their weights. */
    static Map<Integer, Double> sizeWeights() {
        return Weights.read("feeders/payload-sizes.csv", "bytes", Payloads::size);
    }

    private static int size(String text) {
        int bytes = Integer.parseInt(text);
        if (bytes < 1) {
            throw new IllegalArgumentException("must be at least 1, was " + bytes);
        }
        return bytes;
    }

    static List<String> sized(int size, long seed, Map<Integer, Double> weights) {
        Random random = new Random(seed);
        Faker faker = new Faker(Locale.ENGLISH, random);
        return sizes(size, weights, random).stream()
                .map(bytes -> sized(faker, bytes))
                .toList();
    }

    /**
     * Returns sizes as near to the weights as whole numbers get. They are not drawn: a few more large ones change the
     * load.
     */
    private static List<Integer> sizes(int count, Map<Integer, Double> weights, Random random) {
        double total = weights.values().stream().mapToDouble(weight -> weight).sum();
        List<Integer> sizes = new ArrayList<>();
        double upTo = 0;
        for (Map.Entry<Integer, Double> weighted : weights.entrySet()) {
            upTo += weighted.getValue() / total;
            int soFar = (int) Math.round(upTo * count);
            sizes.addAll(Collections.nCopies(soFar - sizes.size(), weighted.getKey()));
        }
        Collections.shuffle(sizes, random);
        return sizes;
    }

    private static String sized(Faker faker, int bytes) {
        Map<String, Object> fields = fields(faker);
        fields.put("body", "");
        int room = bytes - json(fields).getBytes(StandardCharsets.UTF_8).length;
        fields.put("body", text(faker, room));
        return json(fields);
    }

    /** Returns plain words and full stops: each character takes a byte, and none needs an escape. */
    private static String text(Faker faker, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(faker.lorem().paragraph()).append(' ');
        }
        text.setLength(Math.max(0, length));
        return text.toString();
    }

    private static String payload(Faker faker) {
        return json(fields(faker));
    }

    private static Map<String, Object> fields(Faker faker) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", faker.options().option("reminder", "expiry", "retry", "invoice"));
        fields.put("customer", faker.name().fullName());
        fields.put("city", faker.address().city());
        fields.put("order", faker.number().numberBetween(100_000, 999_999));
        fields.put("amount", faker.number().randomDouble(2, 1, 5_000));
        fields.put("note", faker.company().catchPhrase());
        return fields;
    }

    private static String json(Map<String, Object> fields) {
        try {
            return MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }
}
