package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.run.Better;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.Golden;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Part;
import timerbench.harness.run.Run;
import timerbench.harness.run.Samples;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.run.WarmUp;

class RunTableTest {

    @Test
    void aCompleteRunReadsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("complete.txt", () -> ReportFiles.console(Samples.complete()));
    }

    @Test
    void whatIsAbsentReadsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("sparse.txt", () -> ReportFiles.console(Samples.sparse()));
    }

    @Test
    void injectorsReadAsTheirGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("injectors.txt", () -> {
            String text = ReportFiles.console(Samples.shared());
            return text.substring(text.indexOf("\nInjectors\n") + 1, text.indexOf("\nConditions\n"));
        });
        assertThat(ReportFiles.console(Samples.shared()).replace('\n', ' '))
                .contains("· 3 injectors on different machines ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1      | 30     | The clocks are known to 0.03 ms.
                    10_000 | 30     | The clocks are known to 0.03 ms, less than any of these.
                    10_000 | 400    | The clocks are known to 0.40 ms: p50 cannot be distinguished from zero.""")
    void theClocksAreComparedWithThePercentilesThatThereAre(String samples, double micros, String line) {
        Trial trial = new Trial(1, Samples.MEASURED, Optional.of(Samples.HOLD), Outcome.complete(), new WarmUp(1, 0))
                .with(List.of(
                        new Metric(
                                Metric.LATENESS,
                                MetricScope.trial(),
                                Unit.MICROSECONDS,
                                Better.LOWER,
                                lateness(samples)),
                        Metric.ofTrial(Metric.CLOCK_BOUND, Unit.MICROSECONDS, micros)));
        assertThat(ReportFiles.console(Samples.run(Samples.embedded(), trial)).lines())
                .filteredOn(text -> text.startsWith("The clocks"))
                .containsExactly(line);
    }

    /** Half of them 300 us late, the other half 9 ms. */
    private static Distribution lateness(String samples) {
        Histogram micros = new Histogram(3);
        int count = Integer.parseInt(samples.replace("_", ""));
        for (int i = 0; i < count; i++) {
            micros.recordValue(i % 2 == 0 ? 300 : 9_000);
        }
        return Distribution.of(micros, count * 4_650L, 9_000);
    }

    private static Trial held() {
        return new Trial(1, Samples.MEASURED, Optional.of(Samples.HOLD), Outcome.complete(), new WarmUp(1, 0));
    }

    private static List<String> lines(Trial trial) {
        return ReportFiles.console(Samples.run(Samples.embedded(), trial))
                .lines()
                .toList();
    }

    @Test
    void whatIsMeasuredBesidesHasAReadableNameAndMilliseconds() {
        Histogram micros = new Histogram(3);
        for (int i = 1; i <= 200; i++) {
            micros.recordValue(i * 10L);
        }
        Trial trial = held().with(List.of(
                Metric.startLag(Distribution.of(micros, 200_000, 2_000)),
                Metric.ofTrial("timeToRecover", Unit.SECONDS, 3.25)));

        assertThat(lines(trial))
                .contains(
                        "             samples  mean   p50   p95   max",
                        "                        ms    ms    ms    ms",
                        "start delay      200  1.00  1.00  1.90  2.00",
                        "time to recover  3.25 s")
                .anyMatch(line -> line.startsWith("Start delay: how much later than planned"));
    }

    @Test
    void howOftenAProcessWasThrottledIsShownOnlyIfOneHasALimit() {
        Trial limited = held().with(List.of(
                Metric.cpuCores("service", 0.3),
                Metric.throttled("service", 0.31),
                Metric.timeThrottled("service", 12.5),
                Metric.cpuCores("database", 0.2)));
        assertThat(lines(limited))
                .anyMatch(line -> line.matches("service +0\\.30 .* 31\\.0 +12\\.5"))
                .anyMatch(line -> line.matches("database +0\\.20 .* - +-"));
        assertThat(lines(held().with(List.of(Metric.cpuCores("service", 0.3)))))
                .noneMatch(line -> line.contains("throttled"));
    }

    @Test
    void whatCadvisorShowsOfAContainerIsInFilesWithItsSource() {
        Trial contained = held().withSources(
                        Map.of("service", "process 4711", "database", "cgroup v2 of container 3f2a"))
                .with(List.of(
                        Metric.ofProcess(Metric.WORKING_SET, "database", 96.5),
                        Metric.ofProcess(Metric.NETWORK_SENT, "database", 120_000),
                        Metric.ofProcess(Metric.IO_READ, "service", 0)));
        assertThat(markdown(contained))
                .contains("| working set, at most, MB | not measured | not measured | 96.5 |")
                .contains("| sent, MB/s | not measured | not measured | 0.12 |")
                .contains("| read from disk, MB/s | not measured | 0 | not measured |")
                .contains("Source: service, process 4711; database, cgroup v2 of container 3f2a.")
                .doesNotContain("Also measured");
        assertThat(markdown(held().with(List.of(Metric.cpuCores("service", 0.3)))))
                .as("a run of an older version")
                .contains("service")
                .doesNotContain("working set");
    }

    private static String markdown(Trial trial) {
        return MarkdownText.render(RunDocument.of(Samples.run(Samples.embedded(), trial)));
    }

    private static Part group(String name, int callbacks) {
        return new Part(
                Part.Kind.GROUP,
                name,
                Optional.empty(),
                Optional.of((long) callbacks),
                Optional.empty(),
                Optional.of(lateness(Integer.toString(callbacks))));
    }

    private static Trial calledBack(Part... groups) {
        return held().with(List.of(new Metric(
                        Metric.LATENESS, MetricScope.trial(), Unit.MICROSECONDS, Better.LOWER, lateness("10_000"))))
                .withParts(List.of(groups));
    }

    @Test
    void aGroupThatIsMuchLargerThanTheOthersIsNamed() {
        assertThat(lines(calledBack(group("orders", 7_000), group("sessions", 2_000))))
                .anyMatch(line -> line.startsWith("Group orders has 70 % of the first callbacks: p95 lateness"));
        assertThat(lines(calledBack(group("orders", 4_000), group("sessions", 2_500))))
                .noneMatch(line -> line.startsWith("Group"));
        assertThat(lines(calledBack())).noneMatch(line -> line.startsWith("Group"));
    }

    @Test
    void limitsThatAreNotMetComeFirstAndThoseOfNothingAtAllShareALine() {
        Trial trial = held().withThresholds(List.of(
                Threshold.atMost("lost callbacks", Unit.ONE, 0, Optional.of(0.0)),
                Threshold.atMost("error rate of create", Unit.PERCENT, 1, Optional.of(0.5)),
                Threshold.atMost("early callbacks", Unit.ONE, 0, Optional.of(0.0)),
                Threshold.atMost("p99 lateness", Unit.MILLISECONDS, 5, Optional.empty()),
                Threshold.atMost("unknown callbacks", Unit.ONE, 0, Optional.of(2.0))));

        List<String> lines = lines(trial);

        int first = lines.indexOf("Thresholds");
        assertThat(lines.subList(first + 2, first + 7))
                .containsExactly(
                        "unknown callbacks                2     at most 0     crossed",
                        "p99 lateness          not measured  at most 5 ms  not judged",
                        "error rate of create       0.500 %   at most 1 %         met",
                        "",
                        "Also met, 0 each: lost callbacks, early callbacks.");
    }

    @Test
    void anErrorIsShownWithItsShareAndWhenItWasFirstSeen() {
        Instant start = Samples.MEASURED.from();
        Trial trial = held().with(List.of(Metric.responseTime("create", Samples.spread(400))))
                .withErrors(List.of(
                        error("create", "no answer", 5, start.plusMillis(61_250)),
                        error("create", "status 503", 3, start.plusSeconds(750)),
                        error("create", "status 500", 2, start.plusSeconds(86_400)),
                        error("callback", "late", 1, start.minusMillis(1))));

        assertThat(lines(trial))
                .contains(
                        "error       operation  count  share  first seen",
                        "no answer   create         5  1.3 %  61.3 s, 12:01:01 UTC",
                        "status 503  create         3  0.8 %  13 min, 12:12:30 UTC",
                        "status 500  create         2  0.5 %  24 h 0 min, 2026-02-01 12:00:00 UTC",
                        "late        callback       1         in the warm-up, 11:59:59 UTC");
    }

    private static ErrorCount error(String operation, String message, long count, Instant firstSeen) {
        return new ErrorCount(Optional.of(operation), message, count, Optional.of(firstSeen));
    }

    @Test
    void noLineIsWiderThanAHundredColumnsOrEndsInSpaces() {
        Trial busy = new Trial(
                        1, Samples.MEASURED, Optional.of(Samples.HOLD), Outcome.complete(), new WarmUp(1_234_567, 89))
                .with(List.of(
                        Metric.throughput("create many timers at once", 123_456.7),
                        Metric.responseTime("create many timers at once", Samples.spread(1_234_567)),
                        Metric.throughputAsked("get", 123_456.7)));
        for (Run run : List.of(Samples.complete(), Samples.sparse(), Samples.run(Samples.embedded(), busy))) {
            assertThat(ReportFiles.console(run).lines())
                    .allSatisfy(line -> assertThat(line)
                            .hasSizeLessThanOrEqualTo(ConsoleText.WIDTH)
                            .doesNotMatch(".*\\s"));
        }
    }

    @Test
    void nothingThatIsNotZeroReadsAsZeroNorAnythingBelowAllAsAll() {
        assertThat(Numbers.text(0.0)).isEqualTo("0");
        assertThat(Numbers.text(0.0001)).isEqualTo("<0.01");
        assertThat(Numbers.text(0.04)).isEqualTo("0.04");
        assertThat(Numbers.text(99.84)).isEqualTo("99.8");
        assertThat(Numbers.text(1234567.8)).isEqualTo("1,234,568");
        assertThat(Numbers.percentage(0)).isEqualTo("0");
        assertThat(Numbers.percentage(1e-9)).isEqualTo("<0.01");
        assertThat(Numbers.percentage(1)).isEqualTo("100.0");
        assertThat(Numbers.percentage(0.999999)).isEqualTo(">99.9");
    }

    @Test
    void aLongWordIsBrokenAndALongTextContinuesBelowItself() {
        assertThat(TextWrap.lines("ab ", "xxxxxxxxxx yy z", 8)).containsExactly("ab xxxxx", "   xxxxx", "   yy z");
        assertThat(TextWrap.lines("", "", 8)).containsExactly("");
    }
}
