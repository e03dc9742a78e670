package timerbench.harness.judge.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.gate.Explanation.Change;
import timerbench.harness.judge.gate.Explanation.Kind;
import timerbench.harness.measure.profile.Resource;
import timerbench.harness.measure.profile.SideProfile;
import timerbench.harness.measure.profile.SideProfile.Amounts;

class ProfileComparisonTest {
    private static final List<Long> REQUESTS = List.of(100L, 200L, 100L, 100L);

    private static Amounts amounts(Resource resource, String name, Double... bySlice) {
        return new Amounts(resource, name, List.of(), "µs", List.of(bySlice), 0);
    }

    private static SideProfile side(Amounts... amounts) {
        return new SideProfile(REQUESTS, List.of(amounts), Set.of(), List.of("JFR"), List.of(), Optional.empty());
    }

    private static Change only(Amounts baseline, Amounts candidate) {
        List<Change> changes =
                ProfileComparison.of(side(baseline), side(candidate)).changes();
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    @Test
    void amountsArePerRequest() {
        Change change = only(
                amounts(Resource.ALLOCATION, "A.a", 100.0, 200.0, 100.0, 100.0),
                amounts(Resource.ALLOCATION, "A.a", 300.0, 600.0, 300.0, 300.0));

        assertThat(change.baseline()).isEqualTo(1);
        assertThat(change.candidate()).isEqualTo(3);
        assertThat(change.kind()).isEqualTo(Kind.ALLOCATION);
    }

    @Test
    void whatDisturbsBothSidesInASliceIsNoNoise() {
        Change change = only(
                amounts(Resource.WAIT, "A.a", 100.0, 200.0, 900.0, 100.0),
                amounts(Resource.WAIT, "A.a", 300.0, 600.0, 1_100.0, 300.0));

        assertThat(change.difference()).isEqualTo(2, within(1e-9));
        assertThat(change.noise()).isEqualTo(0, within(1e-9));
        assertThat(change.isSure()).isTrue();
    }

    /** Differences of the slices from their mean of 2 per request: 0, 0, 100, -100; 4/3 of their squares over 500². */
    @Test
    void noiseIsTheStandardErrorOverTheSlices() {
        Change change = only(
                amounts(Resource.WAIT, "A.a", 100.0, 200.0, 100.0, 100.0),
                amounts(Resource.WAIT, "A.a", 300.0, 600.0, 400.0, 200.0));

        assertThat(change.noise()).isEqualTo(Math.sqrt(20_000 * 4 / 3.0) / 500, within(1e-9));
    }

    @Test
    void noiseIsAtLeastThatOfCountingEvents() {
        Amounts sampled =
                new Amounts(Resource.LOCK, "A.a", List.of(), "µs", List.of(100.0, 200.0, 100.0, 100.0), 250_000);

        Change change = only(sampled, sampled);

        assertThat(change.noise()).isEqualTo(Math.sqrt(500_000) / 500, within(1e-9));
    }

    @Test
    void sureChangesComeFirstByTheirShareOfTheBaselineAndEffectsLast() {
        List<Change> changes = ProfileComparison.of(
                        side(
                                amounts(Resource.ALLOCATION, "A.large", 900.0, 1_800.0, 900.0, 900.0),
                                amounts(Resource.ALLOCATION, "A.small", 100.0, 200.0, 100.0, 100.0),
                                amounts(Resource.STATEMENT_CALLS, "SELECT", 100.0, 200.0, 100.0, 100.0),
                                amounts(Resource.SYSTEM, "service: calls", 1.0, 2.0, 1.0, 1.0)),
                        side(
                                amounts(Resource.ALLOCATION, "A.large", 1_000.0, 1_700.0, 900.0, 800.0),
                                amounts(Resource.ALLOCATION, "A.small", 200.0, 400.0, 200.0, 200.0),
                                amounts(Resource.STATEMENT_CALLS, "SELECT", 200.0, 400.0, 200.0, 200.0),
                                amounts(Resource.SYSTEM, "service: calls", 100.0, 200.0, 100.0, 100.0)))
                .changes();

        assertThat(changes).extracting(Change::name).containsExactly("SELECT", "A.small", "service: calls", "A.large");
    }

    @Test
    void whatIsNewOnOneSideIsAChangeAndWhatIsTinyOnBothIsNone() {
        List<Change> changes = ProfileComparison.of(
                        side(
                                amounts(Resource.ALLOCATION, "A.usual", 1_000.0, 2_000.0, 1_000.0, 1_000.0),
                                amounts(Resource.ALLOCATION, "A.tiny", 1.0, 2.0, 1.0, 1.0)),
                        side(
                                amounts(Resource.ALLOCATION, "A.usual", 1_000.0, 2_000.0, 1_000.0, 1_000.0),
                                amounts(Resource.ALLOCATION, "A.tiny", 2.0, 4.0, 2.0, 2.0),
                                amounts(Resource.ALLOCATION, "A.new", 100.0, 200.0, 100.0, 100.0)))
                .changes();

        assertThat(changes).extracting(Change::name).containsExactly("A.new", "A.usual");
        assertThat(changes.get(0).baseline()).isZero();
    }

    @Test
    void whatWasMeasuredOnOneSideOnlyIsNoChange() {
        List<Change> changes = ProfileComparison.of(
                        side(amounts(Resource.CPU, "A.a", 1.0, 2.0, 1.0, 1.0)),
                        side(
                                amounts(Resource.SYSTEM, "database: CPU time", 1.0, 2.0, 1.0, 1.0),
                                amounts(Resource.STATEMENT_CALLS, "SELECT", 1.0, 2.0, 1.0, 1.0),
                                amounts(Resource.LOCK, "A.b", 1.0, 2.0, 1.0, 1.0)))
                .changes();

        assertThat(changes).extracting(Change::name).containsExactlyInAnyOrder("A.a", "A.b");
    }

    /** Of a thread that waits for work, 55 % of the time on one side and 45 % on the other. */
    @Test
    void whereThreadsWaitForWorkOnOneSideNothingIsCompared() {
        Amounts more = amounts(Resource.WAIT, "A.take", 550.0, 1_100.0, 550.0, 550.0);
        Amounts less = amounts(Resource.WAIT, "A.take", 450.0, 900.0, 450.0, 450.0);
        Amounts work = amounts(Resource.CPU, "A.take", 1.0, 2.0, 1.0, 1.0);
        SideProfile idle = new SideProfile(
                REQUESTS, List.of(more, work), Set.of("A.take"), List.of("JFR"), List.of(), Optional.empty());
        SideProfile busy = side(less, work);

        assertThat(ProfileComparison.of(idle, busy).changes())
                .extracting(Change::kind)
                .containsExactly(Kind.CPU);
        assertThat(ProfileComparison.of(busy, idle).changes())
                .extracting(Change::kind)
                .containsExactly(Kind.CPU);
        assertThat(ProfileComparison.of(busy, busy).changes()).hasSize(2);
    }

    /** Of 400 samples of the baseline in 500 requests, 100 are in a method; of the candidate 300. */
    @Test
    void samplesAreInPercentOfThoseOfTheBaseline() {
        SideProfile baseline = sampled(
                List.of("A.a 100", "A.b 300"),
                amounts(Resource.CPU, "A.a", 20.0, 40.0, 20.0, 20.0),
                amounts(Resource.CPU, "A.b", 60.0, 120.0, 60.0, 60.0));
        SideProfile candidate = sampled(
                List.of("A.a 300", "A.b 300"),
                amounts(Resource.CPU, "A.a", 60.0, 120.0, 60.0, 60.0),
                amounts(Resource.CPU, "A.b", 60.0, 120.0, 60.0, 60.0));

        Explanation explanation = ProfileComparison.of(baseline, candidate);

        assertThat(explanation.changes()).first().satisfies(change -> {
            assertThat(change.name()).isEqualTo("A.a");
            assertThat(change.unit()).isEqualTo("%");
            assertThat(change.baseline()).isEqualTo(25, within(1e-9));
            assertThat(change.candidate()).isEqualTo(75, within(1e-9));
        });
        assertThat(explanation.stacks()).hasValueSatisfying(stacks -> {
            assertThat(stacks.baselinePercent()).isEqualTo(100 / 400.0, within(1e-9));
            assertThat(stacks.candidatePercent()).isEqualTo(100 / 400.0, within(1e-9));
        });
    }

    /** The service's CPU time is that of the process, whatever the samples are. */
    @Test
    void aLockIsWeighedAgainstTheTimeOfThreads() {
        Amounts cpu = amounts(Resource.SYSTEM, SideProfile.SERVICE_CPU, 10_000.0, 20_000.0, 10_000.0, 10_000.0);
        Amounts samples = amounts(Resource.CPU, "A.a", 100.0, 200.0, 100.0, 100.0);
        Amounts few = amounts(Resource.LOCK, "A.lock", 1.0, 2.0, 1.0, 1.0);
        Amounts many = amounts(Resource.LOCK, "A.lock", 200.0, 400.0, 200.0, 200.0);

        assertThat(ProfileComparison.of(sampled(List.of(), cpu, samples), sampled(List.of(), cpu, samples, few))
                        .changes())
                .extracting(Change::kind)
                .doesNotContain(Kind.LOCK);
        assertThat(ProfileComparison.of(sampled(List.of(), cpu, samples), sampled(List.of(), cpu, samples, many))
                        .changes())
                .extracting(Change::kind)
                .contains(Kind.LOCK);
    }

    private static SideProfile sampled(List<String> stacks, Amounts... amounts) {
        return new SideProfile(REQUESTS, List.of(amounts), Set.of(), List.of(), List.of(), Optional.of(stacks));
    }

    /** 17 % of the smaller one, which is 1 µs per request, if the slices are alike. */
    @Test
    void theTimeOfAStatementDiffersBetweenTwoDatabases() {
        Change usual = only(
                amounts(Resource.STATEMENT_TIME, "SELECT", 100.0, 200.0, 100.0, 100.0),
                amounts(Resource.STATEMENT_TIME, "SELECT", 150.0, 300.0, 150.0, 150.0));
        Change slower = only(
                amounts(Resource.STATEMENT_TIME, "SELECT", 100.0, 200.0, 100.0, 100.0),
                amounts(Resource.STATEMENT_TIME, "SELECT", 200.0, 400.0, 200.0, 200.0));

        assertThat(usual.noise()).isEqualTo(.17, within(1e-9));
        assertThat(usual.isSure()).isFalse();
        assertThat(slower.isSure()).isTrue();
    }

    @Test
    void notesNameTheirSideIfTheyAreNotAboutBoth() {
        SideProfile one = new SideProfile(
                REQUESTS, List.of(), Set.of(), List.of("JFR", "counts"), List.of("no JVM", "both"), Optional.empty());
        SideProfile other =
                new SideProfile(REQUESTS, List.of(), Set.of(), List.of("JFR"), List.of("both"), Optional.empty());

        Explanation explanation = ProfileComparison.of(one, other);

        assertThat(explanation.notes()).containsExactly("baseline: no JVM", "both");
        assertThat(explanation.source()).isEqualTo("JFR; counts");
        assertThat(explanation.stacks()).isEmpty();
    }

    @Test
    void withoutRequestsThereIsNothingToCompare() {
        SideProfile idle = new SideProfile(
                List.of(0L, 0L),
                List.of(new Amounts(Resource.WAIT, "A.a", List.of(), "µs", List.of(1.0, 1.0), 0)),
                Set.of(),
                List.of(),
                List.of(),
                Optional.empty());

        Explanation explanation = ProfileComparison.of(idle, idle);

        assertThat(explanation.changes()).isEmpty();
        assertThat(explanation.notes()).containsExactly("a side answered no request, so nothing is compared");
    }
}
