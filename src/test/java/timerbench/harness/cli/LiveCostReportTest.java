package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.experiment.LiveCost.Live;
import timerbench.harness.experiment.LiveParts;
import timerbench.harness.experiment.ScrapeCost;
import timerbench.harness.run.ExitCode;

class LiveCostReportTest {
    private static final List<ScrapeCost> FAST = List.of(new ScrapeCost("counters", "text", 10_002, 590_123, 12.34));

    private static Map<Live, Double> round(double off, double on, double watched) {
        return Map.of(Live.OFF, off, Live.ON, on, Live.WATCHED, watched);
    }

    private static LiveCostReport report(List<ScrapeCost> scrapes, List<Map<Live, Double>> rounds) {
        return report(new LiveParts(200, 1), scrapes, rounds);
    }

    private static LiveCostReport report(LiveParts parts, List<ScrapeCost> scrapes, List<Map<Live, Double>> rounds) {
        return new LiveCostReport(3_000, rounds, parts, scrapes, 1.03);
    }

    @Test
    void intervalsWithinTheLimitPass() {
        LiveCostReport report =
                report(FAST, List.of(round(10, 10.1, 10.15), round(11, 11.1, 11.2), round(12, 12.1, 12.2)));

        assertThat(report.exitCode()).isZero();
        assertThat(report.text())
                .contains("at 3,000/s")
                .contains("  live off    live on  live watched")
                .contains("     11.00      11.10         11.20")
                .containsPattern(
                        "live on / live off: 1\\.009 \\(3 rounds, 95 % interval 1\\.00\\d to 1\\.01\\d\\); limit 1\\.03: within it")
                .contains("counters    text        10,002      590    12.3");
    }

    @Test
    void anIntervalAboveTheLimitDoesNotPass() {
        LiveCostReport report = report(FAST, List.of(round(10, 10.1, 11), round(10, 10.11, 11.1), round(10, 10.1, 11)));

        assertThat(report.exitCode()).isEqualTo(ExitCode.THRESHOLD_CROSSED);
        assertThat(report.text()).containsPattern("live watched / live off: 1\\.10.* above it");
    }

    @Test
    void anIntervalWithTheLimitInItLeavesItToTheParts() {
        List<Map<Live, Double>> rounds = List.of(round(10, 9, 10), round(10, 11, 10.5), round(10, 10, 10));

        // 10 s per 100,000 are 100 µs for each, or 300 ms a second.
        LiveCostReport within = report(new LiveParts(1_000, 3), FAST, rounds);
        assertThat(within.exitCode()).isZero();
        assertThat(within.text())
                .contains("the interval is too large to say")
                .contains(
                        "counting takes 1000 ns a request, 1.00 %; an open page and a scraper take 3.0 ms a second, 1.00 %.")
                .contains("Together 2.00 % of the generator's CPU time; limit 3 %: within it");

        LiveCostReport above = report(new LiveParts(1_000, 9), FAST, rounds);
        assertThat(above.exitCode()).isEqualTo(ExitCode.THRESHOLD_CROSSED);
        assertThat(above.text()).contains("Together 4.00 % of the generator's CPU time; limit 3 %: above it");
    }

    @Test
    void oneRoundHasNoInterval() {
        LiveCostReport report = report(FAST, List.of(round(10, 10, 10)));

        assertThat(report.exitCode()).isZero();
        assertThat(report.text()).contains("live on / live off: 1.000 (1 rounds, no interval)");
        assertThat(report.json()).contains("\"low\" : null");
    }

    @Test
    void aSlowScrapeDoesNotPass() {
        List<ScrapeCost> slow = List.of(new ScrapeCost("histograms", "text", 10_000, 1_500_000, 50.1));

        assertThat(report(slow, List.of(round(10, 10.1, 10.1), round(10, 10.1, 10.2), round(10, 10.1, 10.1)))
                        .exitCode())
                .isEqualTo(ExitCode.THRESHOLD_CROSSED);
    }
}
