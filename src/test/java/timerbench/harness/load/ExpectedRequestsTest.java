package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import timerbench.harness.targets.dialect.Dialect;

class ExpectedRequestsTest {
    private final ExpectedRequests groups = new ExpectedRequests(Dialect.load("groups"));

    @Test
    void anOperationIsExpectedToBeDone() {
        assertThat(groups.statuses("create", "POST", true)).containsExactly(201);
        assertThat(groups.statuses("delete", "DELETE", true)).containsExactly(204);
        assertThat(groups.statuses("list deep", "GET", false)).containsExactly(200);
    }

    @Test
    void theMethodFollowsFromTheName() {
        assertThat(groups.method("create")).contains("POST");
        assertThat(groups.method("read missing")).contains("GET");
        assertThat(groups.method("advance")).isEmpty();
    }

    @Test
    void aReadOfNothingIsExpectedToFindNothing() {
        assertThat(groups.statuses("read missing", "GET", true)).containsExactly(404);
    }

    @Test
    void aRequestOfThePlanIsTheOneOperationThatHasItsMethod() {
        assertThat(groups.statuses("advance", "PUT", true)).containsExactly(200);
        assertThat(groups.statuses("either", "GET", true)).isEmpty();
    }

    @Test
    void nothingIsKnownOfOthers() {
        assertThat(groups.statuses("wrong date", "POST", false)).isEmpty();
    }
}
