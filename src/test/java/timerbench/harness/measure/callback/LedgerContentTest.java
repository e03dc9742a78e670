package timerbench.harness.measure.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Metric;
import timerbench.harness.targets.dialect.CallbackFields;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Place;

/** The content of callbacks: payload, attempt, and an executeAt that is nearly right. */
class LedgerContentTest extends LedgerScript {
    private static final int PAYLOAD = PayloadHash.of("{\"order\":1}");
    private static final int OTHER = PayloadHash.of("{\"order\":2}");

    private static CallbackFields fields(Optional<Place> attempt, Optional<String> payload) {
        return new CallbackFields(
                new Place.Field("t"),
                false,
                Optional.empty(),
                Optional.empty(),
                attempt,
                payload.map(path -> new CallbackFields.Payload(new Place.Field(path), CallbackFields.PayloadIn.JSON)),
                CallbackFields.BodyForm.JSON,
                Dialect.load("groups").callback().answers());
    }

    private void create(String id, int payload) {
        ledger.created("g", id, new Ledger.NewTimer(due, 3, payload, true));
    }

    private void arrive(String id, Instant executeAt, int payload) {
        ledger.arrived(
                new Receiver.Callback("g", id, Optional.of(executeAt), 1, true, payload), clock.instant(), SUCCESS);
    }

    @Test
    void aPayloadThatIsMissingOrAnotherIsCountedBesideWhatTheCallbackIs() {
        create("same", PAYLOAD);
        create("missing", PAYLOAD);
        create("other", PAYLOAD);
        clock.moveTo(due);
        arrive("same", due, PAYLOAD);
        arrive("missing", due, PayloadHash.MISSING);
        arrive("other", due, OTHER);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 3L, CallbackOutcome.PAYLOAD_CHANGED, 2L));
        assertThat(report.examples().get(CallbackOutcome.PAYLOAD_CHANGED))
                .containsExactly("g/missing at " + due, "g/other at " + due);
        assertThat(report.lateness().orElseThrow().count()).isEqualTo(3);
    }

    @Test
    void anUnknownPayloadIsNotCompared() {
        create("unknown", PayloadHash.UNKNOWN);
        create("untold", PAYLOAD);
        clock.moveTo(due);
        arrive("unknown", due, OTHER);
        arrive("untold", due, PayloadHash.UNKNOWN);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 2L));
    }

    @Test
    void anUpdateMayChangeThePayloadOrLeaveIt() {
        Instant later = due.plusSeconds(5);
        create("changed", PAYLOAD);
        create("left", PAYLOAD);
        ledger.updated("g", "changed", later, OTHER);
        ledger.updated("g", "left", later);
        clock.moveTo(later);
        arrive("changed", later, OTHER);
        arrive("left", later, PAYLOAD);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 2L));
    }

    @Test
    void aCallbackThatComesBeforeTheAnswerToItsCreateIsComparedOnceThatIsThere() {
        clock.moveTo(due);
        arrive("t", due, OTHER);
        create("t", PAYLOAD);
        assertThat(counts(settle()))
                .isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.PAYLOAD_CHANGED, 1L));
    }

    @ParameterizedTest
    @CsvSource({
        // attempts as they arrive, all failed, some of them wrong
        "1 2 3, 0",
        "7, 1",
        "2, 1",
        "1 3, 1",
        "1 1 2, 0",
        "1 2 1, 1",
        "1 1 1, 1",
        "1 2 3 3, 0",
        "1 2 3 3 3, 1",
        "1 2 3 1, 1",
    })
    void attemptsCountFromOneUpAndEachMayComeAgainOnce(String attempts, long wrong) {
        create("t");
        clock.moveTo(due);
        for (String attempt : attempts.split(" ", -1)) {
            arrive("t", Integer.parseInt(attempt), FAILURE);
        }
        assertThat(settle().count(CallbackOutcome.WRONG_ATTEMPT)).isEqualTo(wrong);
    }

    @Test
    void attemptsThatTheReceiverCountsAreNotJudged() {
        create("t");
        clock.moveTo(due);
        ledger.arrived(
                new Receiver.Callback("g", "t", Optional.of(due), 7, false, PayloadHash.UNKNOWN),
                clock.instant(),
                SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 1", "7, 1"})
    void afterAReplyWithAnotherInstantAttemptsMayRestartOrContinue(int attempt, long wrong) {
        create("t");
        clock.moveTo(due);
        Instant next = due.plusSeconds(2);
        arrive("t", 1, new Reply.Again(next));
        clock.moveTo(next);
        arrive("t", next, attempt, SUCCESS);
        assertThat(settle().count(CallbackOutcome.WRONG_ATTEMPT)).isEqualTo(wrong);
    }

    @Test
    void aRequestThatIsNotACallbackIsCountedAndItsFaultNamed() {
        clock.moveTo(due);
        ledger.malformed("attempt: missing", clock.instant());
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.MALFORMED, 1L));
        assertThat(report.examples().get(CallbackOutcome.MALFORMED)).containsExactly("attempt: missing at " + due);
        assertThat(report.violations()).isEqualTo(Map.of(CallbackOutcome.MALFORMED, Map.of(second(due), 1L)));
        assertThat(ledger.lastExpected()).isEmpty();
    }

    @Test
    void fieldsThatCallbacksDoNotContainGiveNoMetric() {
        CallbackFields all = fields(Place.of("n"), Optional.of("p"));
        CallbackFields least = fields(Optional.empty(), Optional.empty());
        LedgerReport report = settle();
        assertThat(report.metrics(all)).extracting(Metric::name).contains("payloadChanged", "wrongAttempt");
        assertThat(report.metrics(least))
                .extracting(Metric::name)
                .contains("lost", "malformed")
                .doesNotContain("payloadChanged", "wrongAttempt");
    }

    private void createAndCut(int timers, Duration by) {
        for (int i = 0; i < timers; i++) {
            Instant at = due.plusMillis(i + 1);
            ledger.created("g", "t" + i, at, 1, true);
            arrive("t" + i, at.minus(by).truncatedTo(ChronoUnit.SECONDS), PayloadHash.UNKNOWN);
        }
    }

    @Test
    void aTargetThatTruncatesExecuteAtToWholeSecondsIsReported() {
        clock.moveTo(due);
        createAndCut(20, Duration.ZERO);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.UNKNOWN, 20L, CallbackOutcome.LOST, 20L));
        assertThat(report.hint())
                .contains("executeAt of 20 callbacks differs by less than a second from the requested one, so they are"
                        + " unknown; the target seems to truncate it to whole seconds");
    }

    @Test
    void aTargetThatTruncatesMicrosecondsIsReported() {
        for (int i = 0; i < 20; i++) {
            Instant at = due.plusMillis(i).plusNanos(5_000);
            ledger.created("g", "t" + i, at, 1, true);
            arrive("t" + i, at.minusNanos(5_000), PayloadHash.UNKNOWN);
        }
        assertThat(settle().hint().orElseThrow()).endsWith("; the target seems to truncate it to whole milliseconds");
    }

    @Test
    void aFewInstantsThatAreNearlyRightAreNoReasonToGuess() {
        createAndCut(3, Duration.ZERO);
        assertThat(settle().hint())
                .contains("executeAt of 3 callbacks differs by less than a second from the requested one, so they are"
                        + " unknown");
    }

    @Test
    void aVeryDifferentInstantGivesNoHint() {
        createAndCut(20, Duration.ofSeconds(60));
        assertThat(settle().hint()).isEmpty();
    }
}
