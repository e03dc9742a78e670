package simulations.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FeedersTest {
    @Test
    void groupsComeAsOftenAsTheirWeightsSay() {
        Iterator<Map<String, Object>> groups = Feeders.weighted("groupId", Map.of("often", 3.0, "seldom", 1.0), 7);
        int often = 0;
        for (int i = 0; i < 10_000; i++) {
            often += groups.next().get("groupId").equals("often") ? 1 : 0;
        }
        assertThat(often).isCloseTo(7_500, Offset.offset(200));
    }

    @Test
    void timerIdsNeverRepeatAcrossFeeders() {
        Iterator<Map<String, Object>> one = Feeders.newTimerIds();
        Iterator<Map<String, Object>> two = Feeders.newTimerIds();
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            assertThat(seen.add(one.next().get("timerId"))).isTrue();
            assertThat(seen.add(two.next().get("timerId"))).isTrue();
        }
    }

    @Test
    void payloadsAreTheSameForASeedAndAreJsonObjects() throws IOException {
        assertThat(Payloads.pool(50, 1)).isEqualTo(Payloads.pool(50, 1)).isNotEqualTo(Payloads.pool(50, 2));
        for (String payload : Payloads.pool(50, 1)) {
            assertThat(new ObjectMapper().readTree(payload).isObject()).isTrue();
        }
    }
}
