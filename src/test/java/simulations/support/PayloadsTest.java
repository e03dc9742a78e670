package simulations.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PayloadsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static int bytes(String payload) {
        return payload.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void sizedPayloadsAreAsLongAndAsManyAsTheFileSays() {
        Map<Integer, Long> lengths = Payloads.sized(200, 1).stream()
                .map(PayloadsTest::bytes)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(lengths).isEqualTo(Map.of(200, 140L, 2_000, 50L, 20_000, 10L));
    }

    @Test
    void aPayloadThatIsLongerThanItsSizeWithoutABodyHasAnEmptyOne() throws IOException {
        for (String payload : Payloads.sized(50, 1, Map.of(100, 1.0))) {
            assertThat(bytes(payload)).isGreaterThan(100);
            assertThat(MAPPER.readTree(payload).get("body").asText()).isEmpty();
        }
    }

    @Test
    void sizedPayloadsComeInAnOrderThatTheirSizesDoNotGive() {
        List<Integer> lengths =
                Payloads.sized(200, 1).stream().map(PayloadsTest::bytes).toList();
        assertThat(lengths).isNotEqualTo(lengths.stream().sorted().toList());
        assertThat(lengths.subList(0, 100)).contains(2_000, 20_000);
    }

    @Test
    void sizedPayloadsAreTheSameForASeedAndDifferFromEachOther() {
        assertThat(Payloads.sized(50, 1)).isEqualTo(Payloads.sized(50, 1)).isNotEqualTo(Payloads.sized(50, 2));
        assertThat(new HashSet<>(Payloads.sized(50, 1))).hasSize(50);
    }

    @Test
    void sizedPayloadsAreJsonObjectsWithTheFieldsOfTheOthersAndABody() throws IOException {
        for (String payload : Payloads.sized(50, 1)) {
            assertThat(MAPPER.readTree(payload).fieldNames())
                    .toIterable()
                    .containsExactly("kind", "customer", "city", "order", "amount", "note", "body");
        }
    }
}
