package timerbench.harness.load.plan;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.concurrent.duration.FiniteDuration;

class ShareTest {
    private static final int MOST_INJECTORS = 7;

    static Stream<List<OpenInjectionStep>> loads() {
        LoadPhases phases =
                new LoadPhases(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(7), 2.5, 33.3);
        SpikePlan spike = new SpikePlan(
                "create",
                Duration.ofSeconds(4),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                11.1,
                7.3);
        StagedUsers staged = new StagedUsers(
                Duration.ofSeconds(2),
                List.of(
                        new StagedUsers.Stage(5, Duration.ofSeconds(2)),
                        new StagedUsers.Stage(5, Duration.ofSeconds(2)),
                        new StagedUsers.Stage(12, Duration.ofSeconds(3))),
                Share.WHOLE);
        return Stream.of(
                List.of(phases.load()),
                List.of(phases.warmUpLoad()),
                List.of(spike.load()),
                List.of(spike.warmUpLoad()),
                List.of(staged.arrivals()),
                List.of(atOnceUsers(10)),
                List.of(
                        atOnceUsers(3),
                        nothingFor(2),
                        atOnceUsers(1),
                        rampUsers(5).during(4)),
                List.of(constantUsersPerSec(0.7).during(20)),
                List.of(constantUsersPerSec(1_234.5).during(3)),
                List.of(rampUsersPerSec(0.1).to(0.9).during(30)),
                List.of(constantUsersPerSec(1).during(2)),
                List.of(nothingFor(5)));
    }

    private static List<Long> millis(Iterator<FiniteDuration> starts) {
        List<Long> millis = new ArrayList<>();
        while (starts.hasNext()) {
            millis.add(starts.next().toMillis());
        }
        return millis;
    }

    /** Returns when the users of a population arrive, as Gatling asks for it. */
    private static List<Long> injected(PopulationBuilder population) {
        return millis(step(population).chain(Iterator$.MODULE$.empty()));
    }

    private static SharedArrivals step(PopulationBuilder population) {
        return ((SharedProfile) population.asScala().injectionProfile()).arrivals();
    }

    private static List<Share> shares(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> new Share(index, count))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("loads")
    void theSharesOfAnyNumberOfInjectorsAreTogetherTheArrivalsOfOne(List<OpenInjectionStep> steps) {
        List<Long> whole = millis(Share.WHOLE.starts(steps));
        for (int count = 1; count <= MOST_INJECTORS; count++) {
            List<Long> together = new ArrayList<>();
            for (Share share : shares(count)) {
                List<Long> own = millis(share.starts(steps));
                assertThat(own).hasSize((int) share.of(whole.size())).isSorted();
                for (int i = 0; i < own.size(); i++) {
                    assertThat(own.get(i)).isEqualTo(whole.get((int) share.placeOf(i)));
                }
                together.addAll(own);
            }
            assertThat(together).containsExactlyInAnyOrderElementsOf(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("loads")
    void gatlingInjectsWhatIsPlanned(List<OpenInjectionStep> steps) {
        OpenInjectionStep[] all = steps.toArray(OpenInjectionStep[]::new);
        for (int count = 2; count <= MOST_INJECTORS; count++) {
            for (Share share : shares(count)) {
                PopulationBuilder population = share.inject(scenario("shared"), all);
                assertThat(injected(population)).isEqualTo(millis(share.starts(steps)));
                // Gatling waits for ever for the end of users that are announced but never come.
                assertThat(step(population).users() == 0)
                        .isEqualTo(injected(population).isEmpty());
                assertThat(step(population).duration().toNanos())
                        .isEqualTo(steps.stream()
                                .mapToLong(each -> each.asScala().duration().toNanos())
                                .sum());
            }
        }
    }

    @Test
    void aShareWithoutArrivalsAnnouncesNoUsers() {
        PopulationBuilder population = new Share(2, 3).inject(scenario("shared"), atOnceUsers(2), nothingFor(4));
        assertThat(step(population).users()).isZero();
        assertThat(step(population).duration().toSeconds()).isEqualTo(4);
    }

    @Test
    void arrivalsAreSharedByTheirPlaces() {
        PopulationBuilder population = new Share(1, 2)
                .inject(
                        scenario("shared"),
                        number -> number / 2,
                        start -> Duration.ZERO,
                        rampUsers(4).during(4));
        assertThat(injected(population)).containsExactly(2_000L, 3_000L);
    }

    @Test
    void arrivalsWaitUntilTheLoadBegins() {
        PopulationBuilder population =
                new Share(1, 2).inject(scenario("shared"), rampUsers(4).during(4));
        SharedArrivals later = step(population).after(Duration.ofMillis(1_500));
        assertThat(millis(later.chain(Iterator$.MODULE$.empty()))).containsExactly(2_500L, 4_500L);
        assertThat(later.users()).isEqualTo(2);
        assertThat(later.duration().toMillis()).isEqualTo(5_500);
    }

    @Test
    void sharesOfANumberAddUpToIt() {
        for (int count = 1; count <= MOST_INJECTORS; count++) {
            for (long number : new long[] {0, 1, 2, 6, 7, 8, 1_000_003, Long.MAX_VALUE}) {
                List<Long> each =
                        shares(count).stream().map(share -> share.of(number)).toList();
                assertThat(each.stream().mapToLong(part -> part).sum()).isEqualTo(number);
                assertThat(each.get(0) - each.get(count - 1)).isBetween(0L, 1L);
                assertThat(each).isSortedAccordingTo((a, b) -> Long.compare(b, a));
            }
        }
    }

    @Test
    void thingsOfAllSharesHaveAllPlacesOnce() {
        assertThat(shares(3).stream()
                        .flatMapToLong(
                                share -> LongStream.range(0, share.of(10)).map(share::placeOf))
                        .sorted())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void theSeedOfOneInjectorIsTheSeedAndSeveralHaveOthers() {
        assertThat(Share.WHOLE.seed(17)).isEqualTo(17);
        assertThat(Stream.concat(
                        shares(4).stream().map(share -> share.seed(17)),
                        shares(4).stream().map(share -> share.seed(18))))
                .doesNotHaveDuplicates()
                .doesNotContain(17L, 18L);
        assertThat(new Share(1, 2).seed(17)).isEqualTo(new Share(1, 2).seed(17));
    }

    @Test
    void aShareOfNoInjectorIsRefused() {
        assertThatThrownBy(() -> new Share(0, 0)).hasMessage("count must be at least 1, was 0");
        assertThatThrownBy(() -> new Share(3, 3)).hasMessage("index must be from 0 to 2, was 3");
        assertThatThrownBy(() -> new Share(-1, 3)).hasMessage("index must be from 0 to 2, was -1");
    }

    @Test
    void aSharedPlanHasTheTimesAndTheRatesAskedOfTheWholeButItsOwnRequests() {
        LoadPlan whole = OpenPlan.of(
                "create", new LoadPhases(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(7), 10, 101));
        assertThat(Share.WHOLE.of(whole)).isSameAs(whole);
        List<LoadPlan> plans = shares(4).stream().map(share -> share.of(whole)).toList();
        for (LoadPlan plan : plans) {
            assertThat(plan.total()).isEqualTo(whole.total());
            assertThat(plan.describe()).isEqualTo(whole.describe());
            assertThat(plan.asked()).isEqualTo(whole.asked());
            assertThat(plan.rateAt(Duration.ofSeconds(10))).hasValue(101 / 4.0);
            assertThat(plan.connections()).isEqualTo(26);
        }
        assertThat(sum(plans, LoadPlan::requests)).isEqualTo(whole.requests().get("create"));
        assertThat(sum(plans, LoadPlan::warmUpRequests))
                .isEqualTo(whole.warmUpRequests().get("create"));
        assertThat(plans.stream()
                        .mapToLong(plan -> millis(plan.startsOf("create")).size())
                        .sum())
                .isEqualTo(millis(whole.startsOf("create")).size());
    }

    private static long sum(List<LoadPlan> plans, Function<LoadPlan, Map<String, Long>> requests) {
        return plans.stream()
                .mapToLong(plan -> requests.apply(plan).get("create"))
                .sum();
    }
}
