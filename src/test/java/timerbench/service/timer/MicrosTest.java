package timerbench.service.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrosTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:01.000002Z, 1000002",
        "1969-12-31T23:59:59.999999Z, -1",
        "2262-04-12T00:00:00Z, 9223372800000000",
        "9999-12-31T23:59:59.999999Z, 253402300799999999"
    })
    void anInstantIsTheMicrosecondsSince1970AndBack(Instant instant, long micros) {
        assertThat(Micros.sinceEpoch(instant)).isEqualTo(micros);
        assertThat(Micros.sinceEpochNotBefore(instant)).isEqualTo(micros);
        assertThat(Micros.instant(micros)).isEqualTo(instant);
    }

    @Test
    void whatLiesWithinAMicrosecondBelongsToItOrToTheNext() {
        Instant within = Instant.EPOCH.plusNanos(1_001);
        assertThat(Micros.sinceEpoch(within)).isEqualTo(1);
        assertThat(Micros.sinceEpochNotBefore(within)).isEqualTo(2);
    }

    @Test
    void whatIsTooFarAwayIsTheFurthest() {
        assertThat(Micros.sinceEpoch(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Micros.sinceEpochNotBefore(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Micros.sinceEpoch(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    }
}
