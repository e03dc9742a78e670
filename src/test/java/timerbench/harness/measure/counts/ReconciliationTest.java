package timerbench.harness.measure.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final TargetCounts.Delta TARGET = TargetCounts.Delta.known(Map.of(
            Counted.CREATE, new TargetCounts.Tally(1203, 1203),
            Counted.DELETE, new TargetCounts.Tally(0, 0),
            Counted.CALLBACK, new TargetCounts.Tally(1200, 1203)));

    private static Reconciliation with(Map<String, Long> harness) {
        return Reconciliation.compare(TARGET, harness);
    }

    @Test
    void countsThatDifferDisagree() {
        Reconciliation reconciliation = with(Map.of("delete", 0L, "create", 1201L));
        assertThat(reconciliation.agreement()).isEqualTo(Reconciliation.Agreement.DISAGREES);
        assertThat(reconciliation.lines())
                .containsExactly(
                        "the target counts 1,203 creates that succeeded, the harness 1,201: they disagree",
                        "the target counts 0 deletes that succeeded, the harness 0: they agree");
    }

    @Test
    void countsThatAreTheSameAgree() {
        assertThat(with(Map.of("delete", 0L, "create", 1203L)).agreement()).isEqualTo(Reconciliation.Agreement.AGREES);
    }

    @Test
    void callbacksThatFailedThereMayHaveArrivedOrNot() {
        assertThat(with(Map.of("callback", 1199L)).agreement()).isEqualTo(Reconciliation.Agreement.DISAGREES);
        assertThat(with(Map.of("callback", 1200L)).agreement()).isEqualTo(Reconciliation.Agreement.AGREES);
        assertThat(with(Map.of("callback", 1203L)).agreement()).isEqualTo(Reconciliation.Agreement.AGREES);
        assertThat(with(Map.of("callback", 1204L)).lines())
                .containsExactly("the target counts 1,200 to 1,203 callbacks (3 failed there and may or may"
                        + " not have arrived), the harness 1,204: they disagree");
    }

    @Test
    void countsThatTheTargetDoesNotKeepAreNotCompared() {
        Reconciliation reconciliation = with(Map.of("update", 5L));
        assertThat(reconciliation.agreement()).isEqualTo(Reconciliation.Agreement.NOT_MEASURED);
        assertThat(reconciliation.lines())
                .containsExactly("the target does not count updates that succeeded, the harness 5: not compared");
        assertThat(with(Map.of("update", 5L, "create", 1203L)).agreement()).isEqualTo(Reconciliation.Agreement.AGREES);
    }

    @Test
    void countsOfATargetRestartedAreNotCompared() {
        Reconciliation reconciliation =
                Reconciliation.compare(TargetCounts.Delta.unknown("http://a was restarted"), Map.of("create", 1L));
        assertThat(reconciliation.comparisons()).isEmpty();
        assertThat(reconciliation.agreement()).isEqualTo(Reconciliation.Agreement.NOT_MEASURED);
        assertThat(reconciliation.lines())
                .containsExactly("the target's counts cannot be compared: http://a was restarted");
    }

    @Test
    void linesAreTheSameInEveryLocale() {
        List<String> lines = with(Map.of("create", 1201L)).lines();
        Locale before = Locale.getDefault();
        for (String language : List.of("de", "tr", "ar-EG-u-nu-arab")) {
            Locale.setDefault(Locale.forLanguageTag(language));
            try {
                assertThat(with(Map.of("create", 1201L)).lines()).isEqualTo(lines);
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    @Test
    void anUnknownKeyIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> with(Map.of("creates", 1L)))
                .hasMessage("unknown count \"creates\"; known are create, update, delete, callback,"
                        + " callback succeeded, callback rescheduled, callback refused");
    }

    @Test
    void aNegativeCountIsRefused() {
        assertThatThrownBy(() -> with(Map.of("create", -1L)))
                .hasMessage("count of create must not be negative, was -1");
    }
}
