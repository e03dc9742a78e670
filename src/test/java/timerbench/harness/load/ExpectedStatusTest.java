package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import timerbench.harness.targets.dialect.Dialect;

class ExpectedStatusTest {
    private final ExpectedStatus groups = new ExpectedStatus(Dialect.load("groups"));

    @Test
    void anOperationIsExpectedToBeDone() {
        assertThat(groups.of("create", "POST", true)).containsExactly(201);
        assertThat(groups.of("delete", "DELETE", true)).containsExactly(204);
        assertThat(groups.of("list deep", "GET", false)).containsExactly(200);
    }

    @Test
    void aReadOfNothingIsExpectedToFindNothing() {
        assertThat(groups.of("read missing", "GET", true)).containsExactly(404);
    }

    @Test
    void aRequestOfThePlanIsTheOneOperationThatHasItsMethod() {
        assertThat(groups.of("advance", "PUT", true)).containsExactly(200);
        assertThat(groups.of("either", "GET", true)).isEmpty();
    }

    @Test
    void nothingIsKnownOfOthers() {
        assertThat(groups.of("wrong date", "POST", false)).isEmpty();
    }

    @Test
    void requestsAreShedWithTheStatusOfAnOverload() {
        assertThat(groups.of("shed", "POST", false))
                .isEqualTo(Dialect.load("groups").overloaded())
                .isNotEmpty();
    }
}
