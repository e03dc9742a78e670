package timerbench.harness.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.run.Period;
import timerbench.harness.run.Trials;

class StagedUsersTest {
    private static final StagedUsers PLAN = plan(stage(4, 4), stage(4, 10), stage(8, 4), stage(8, 6), stage(0, 4));

    private static StagedUsers.Stage stage(int users, long seconds) {
        return new StagedUsers.Stage(users, Duration.ofSeconds(seconds));
    }

    private static StagedUsers plan(StagedUsers.Stage... stages) {
        return new StagedUsers(Duration.ofSeconds(2), List.of(stages), Share.WHOLE);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,warm-up",
        "1999,0,warm-up",
        "2000,0,0 users",
        "3000,1,1 users",
        "4000,2,2 users",
        "5999,4,4 users",
        "6000,4,4 users",
        "15999,4,4 users",
        "18000,6,6 users",
        "20000,8,8 users",
        "25999,8,8 users",
        "28000,4,4 users",
        "29900,0,0 users",
        "30000,0,drain",
        "99000,0,drain"
    })
    void usersComeStayAndLeaveInEvenSteps(long millis, int users, String phase) {
        assertThat(PLAN.usersAt(Duration.ofMillis(millis))).isEqualTo(users);
        assertThat(PLAN.phaseAt(Duration.ofMillis(millis))).isEqualTo(phase);
    }

    @Test
    void asManyUsersComeAsThereAreToBeAtTheMost() {
        assertThat(Arrays.stream(PLAN.arrivals())
                        .mapToLong(step -> step.asScala().users()))
                .containsExactly(0L, 4L, 0L, 4L, 0L, 0L);
        assertThat(Arrays.stream(PLAN.arrivals())
                        .mapToLong(step -> step.asScala().duration().toSeconds())
                        .sum())
                .isEqualTo(PLAN.total().toSeconds());
    }

    @Test
    void theHoldIsTheStageThatKeepsTheMostUsers() {
        assertThat(PLAN.hold(Trials.START, Trials.START))
                .isEqualTo(new Period(Trials.START.plusSeconds(20), Trials.START.plusSeconds(26)));
        StagedUsers falling = plan(stage(9, 1), stage(9, 2), stage(5, 1), stage(5, 20), stage(12, 1));
        assertThat(falling.hold(Trials.START, Trials.START))
                .as("12 are reached, but not kept")
                .isEqualTo(new Period(Trials.START.plusSeconds(3), Trials.START.plusSeconds(5)));
    }

    @Test
    void itLastsAsLongAsTheWarmUpAndItsStages() {
        assertThat(PLAN.warmUp()).isEqualTo(Duration.ofSeconds(2));
        assertThat(PLAN.total()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void itAsksForNoRate() {
        assertThat(PLAN.asked()).isEmpty();
        assertThat(PLAN.rateAt(Duration.ofSeconds(21))).isEmpty();
        assertThat(PLAN.starts()).isEmpty();
    }

    @Test
    void itIsDescribedInOneLine() {
        assertThat(plan(stage(4, 4), stage(4, 10), stage(0, 1)).describe())
                .isEqualTo("warm-up 2 s (not counted), users: 4 in 4 s, 4 in 10 s, 0 in 1 s; measured with 4");
    }

    @Test
    void stagesOfWhichNoneKeepsItsUsersAreRefused() {
        String message = "stages: wanted one that keeps the users of the stage before, to measure in";
        assertThatThrownBy(() -> plan()).hasMessage(message);
        assertThatThrownBy(() -> plan(stage(4, 1))).hasMessage(message);
        assertThatThrownBy(() -> plan(stage(4, 1), stage(5, 1), stage(4, 1))).hasMessage(message);
        assertThatThrownBy(() -> plan(stage(4, 1), stage(0, 1), stage(0, 1)))
                .as("nobody is there to measure")
                .hasMessage(message);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> stage(-1, 1)).hasMessage("users must be at least 0, was -1");
        assertThatThrownBy(() -> stage(1, 0)).hasMessage("during must be longer than 0 s, was 0 s");
        assertThatThrownBy(() -> new StagedUsers(Duration.ZERO, List.of(stage(1, 1), stage(1, 1)), Share.WHOLE))
                .hasMessage("warmUp must be longer than 0 s, was 0 s");
    }

    @Test
    void whoComesAfterOthersHaveLeftTakesTheirNumbers() {
        StagedUsers users = plan(stage(2, 1), stage(2, 1));
        assertThat(users.arrive()).isEqualTo(1);
        assertThat(users.arrive()).isEqualTo(2);
        assertThat(users.arrive()).isEqualTo(3);
        users.leave(3);
        users.leave(2);
        assertThat(users.arrive()).isEqualTo(2);
        assertThat(users.arrive()).isEqualTo(3);
        assertThat(users.arrive()).isEqualTo(4);
    }

    @Test
    void whoComesAfterOthersHaveLeftIsSharedByTheirNumbers() {
        StagedUsers users = plan(stage(5, 1), stage(5, 2), stage(3, 1), stage(7, 2), stage(0, 1), stage(2, 1));
        assertThat(LongStream.range(0, 11).map(users::numberOf))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 3L, 4L, 5L, 6L, 0L, 1L);
        for (int count = 1; count <= 7; count++) {
            for (int index = 0; index < count; index++) {
                Share share = new Share(index, count);
                assertThat(LongStream.range(5, 9).map(users::numberOf).filter(share::has))
                        .as("%s: as many come as its users become more", share)
                        .hasSize((int) (share.of(7) - share.of(3)));
            }
        }
        assertThatThrownBy(() -> users.numberOf(11)).hasMessage("there is no arrival 11");
    }

    @Test
    void eachOfTheMostUsersHasAConnection() {
        assertThat(PLAN.connections()).isEqualTo(8);
    }
}
