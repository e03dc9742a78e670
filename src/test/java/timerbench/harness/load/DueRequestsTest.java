package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.load.plan.Share;

class DueRequestsTest {
    @Test
    void requestsAreDueAtTheirPlannedStarts() {
        DueRequests due = new DueRequests(Share.WHOLE.starts(
                List.of(nothingFor(2), constantUsersPerSec(10).during(1))));

        assertThat(due.by(Duration.ZERO)).isZero();
        assertThat(due.by(Duration.ofMillis(1_999))).isZero();
        assertThat(due.by(Duration.ofMillis(2_450))).isEqualTo(5);
        assertThat(due.by(Duration.ofHours(1))).isEqualTo(10);
        assertThat(due.by(Duration.ofHours(2))).isEqualTo(10);
    }
}
