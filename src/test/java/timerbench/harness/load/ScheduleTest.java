package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.core.session.Session$;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Session;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.concurrent.duration.FiniteDuration;
import timerbench.harness.load.plan.Share;

class ScheduleTest {
    private static final long MILLI = 1_000_000;
    /** What System.nanoTime() says when the load begins: anything. */
    private static final long BEGAN = -77_777 * MILLI;

    /** A start at 2 s, 2.1 s … 2.9 s. */
    private final Schedule tenASecond =
            schedule(nothingFor(2), constantUsersPerSec(10).during(1));

    private static Schedule schedule(OpenInjectionStep... steps) {
        return new Schedule(Share.WHOLE.starts(List.of(steps)));
    }

    private static long lagMillis(Schedule schedule, long atMillis) {
        return schedule.lagNanos(BEGAN + atMillis * MILLI) / MILLI;
    }

    @Test
    void requestsThatKeepTheirInstantsAreNotLate() {
        for (int i = 0; i < 10; i++) {
            assertThat(tenASecond.lagNanos(BEGAN + (2_000 + i * 100) * MILLI)).isZero();
        }
    }

    @Test
    void aRequestIsLateByWhatItStartsAfterItsInstant() {
        assertThat(lagMillis(tenASecond, 2_000)).isZero();
        assertThat(lagMillis(tenASecond, 2_350)).isEqualTo(250);
        assertThat(lagMillis(tenASecond, 2_350)).isEqualTo(150);
        assertThat(lagMillis(tenASecond, 2_350)).isEqualTo(50);
        assertThat(lagMillis(tenASecond, 2_400)).isZero();
    }

    @Test
    void whenTheLoadBeganIsKnownBestFromTheLeastDelayedRequest() {
        assertThat(lagMillis(tenASecond, 2_080)).as("nobody knows better yet").isZero();
        assertThat(lagMillis(tenASecond, 2_190)).as("10 ms better").isEqualTo(10);
        assertThat(lagMillis(tenASecond, 2_200)).as("the earliest of all").isZero();
        assertThat(lagMillis(tenASecond, 2_390)).isEqualTo(90);
    }

    @Test
    void requestsBeyondThePlanAreNotLate() {
        Schedule one = schedule(atOnceUsers(1));
        assertThat(lagMillis(one, 0)).isZero();
        assertThat(lagMillis(one, 5_000)).isZero();
        assertThat(schedule().lagNanos(BEGAN)).isZero();
    }

    @Test
    void theStepsFollowEachOther() {
        List<OpenInjectionStep> steps = List.of(
                nothingFor(1),
                atOnceUsers(2),
                nothingFor(3),
                rampUsersPerSec(1).to(9).during(2),
                atOnceUsers(1));
        List<Long> offsets = new ArrayList<>();
        Iterator<FiniteDuration> starts = Iterator$.MODULE$.empty();
        for (int i = steps.size() - 1; i >= 0; i--) {
            starts = steps.get(i).asScala().chain(starts);
        }
        while (starts.hasNext()) {
            offsets.add(starts.next().toNanos());
        }
        assertThat(offsets)
                .hasSize(2 + 10 + 1)
                .startsWith(1_000 * MILLI, 1_000 * MILLI)
                .endsWith(6_000 * MILLI);
        Schedule schedule = schedule(steps.toArray(OpenInjectionStep[]::new));
        for (long offset : offsets) {
            assertThat(schedule.lagNanos(BEGAN + offset)).isZero();
        }
    }

    /** By reflection, for its signature names a class of Netty. */
    private static Session session() {
        try {
            Method apply = Arrays.stream(Session$.class.getMethods())
                    .filter(method -> method.getName().equals("apply") && method.getParameterCount() == 3)
                    .findFirst()
                    .orElseThrow();
            return new Session((io.gatling.core.session.Session) apply.invoke(Session$.MODULE$, "scenario", 1L, null));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Test
    void aSessionCarriesWhenItsLateRequestWasToStart() {
        long before = System.currentTimeMillis();
        Session late = Schedule.late(session(), 3_000 * MILLI);
        long after = System.currentTimeMillis();
        assertThat(Schedule.startMillis(late, Long.MAX_VALUE)).isBetween(before - 3_000, after - 3_000);
    }

    @Test
    void aRequestStartsWhenItWasToOrEarlierIfItDid() {
        Session late = Schedule.late(session(), 3_000 * MILLI);
        assertThat(Schedule.startMillis(late, 5)).isEqualTo(5);
        assertThat(Schedule.startMillis(session(), 5)).isEqualTo(5);
    }

    @Test
    void aRequestOnTimeCarriesNothingOfTheOneBefore() {
        Session late = Schedule.late(session(), 3_000 * MILLI);
        assertThat(Schedule.startMillis(Schedule.onTime(late), Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(Schedule.startMillis(Schedule.late(late, MILLI - 1), Long.MAX_VALUE))
                .as("less than a millisecond, which is what Gatling's log can tell")
                .isEqualTo(Long.MAX_VALUE);
    }
}
