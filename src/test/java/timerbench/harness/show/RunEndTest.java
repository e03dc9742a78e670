package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.MetricName;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Unit;
import timerbench.harness.show.RunEnd.Ending;

class RunEndTest {
    private static final List<String> ACCEPT = List.of("./timer-bench", "baseline", "accept", "results/latest");
    private static final List<String> AGAIN = List.of(
            "./timer-bench",
            "run",
            "CallbackSimulation",
            "--profile smoke",
            "-D callbacks.hold=60s",
            "-D 'receiver.advertise=http://a host'");
    private static final Threshold MET =
            Threshold.atMost("p95 response time of create", Unit.MILLISECONDS, 2_000, Optional.of(7.0));
    private static final Threshold CROSSED =
            Threshold.atLeast("throughput of create", Unit.PER_SECOND, 90, Optional.of(21.5));
    private static final Threshold NOT_JUDGED =
            Threshold.atMost("p99 lateness", Unit.MILLISECONDS, 500, Optional.empty());

    private static Threshold callbacks(CallbackOutcome kind, double count) {
        return Threshold.atMost(MetricName.of(kind), Unit.ONE, 0, Optional.of(count));
    }

    private static Optional<RunEnd.Left> left() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("report", "report.html");
        files.put("Gatling", "index.html");
        files.put("data", "run.json");
        return Optional.of(
                new RunEnd.Left(Path.of("/bench/results/callbacksimulation-1"), Path.of("results/latest"), files));
    }

    private static RunEnd end(Ending ending, int exitCode, List<String> reasons, Threshold... thresholds) {
        boolean good = exitCode == 0;
        return new RunEnd(
                ending,
                exitCode,
                "CallbackSimulation",
                "smoke",
                reasons,
                List.of(thresholds),
                left(),
                good ? ACCEPT : AGAIN);
    }

    private static String text(RunEnd end) {
        String text = end.text(Colours.NONE);
        assertThat(text.lines()).allMatch(line -> line.length() <= 80, "at most 80 columns");
        return text;
    }

    private static final String FILES = """
            report          results/latest/report.html
            Gatling         results/latest/index.html
            data            results/latest/run.json
            """;
    private static final String RERUN = """
            again           ./timer-bench run CallbackSimulation --profile smoke \\
                             -D callbacks.hold=60s -D 'receiver.advertise=http://a host'
            """;

    @Test
    void aPassLeadsToTheBaseline() {
        assertThat(text(end(Ending.PASS, 0, List.of(), MET, callbacks(CallbackOutcome.LOST, 0))))
                .isEqualTo("""
                        PASS · CallbackSimulation, profile smoke: 2 of 2 thresholds met
                        """ + FILES + """
                        next            ./timer-bench baseline accept results/latest
                        """);
    }

    @Test
    void aPassNamesWhatWasNotJudged() {
        assertThat(text(end(Ending.PASS, 0, List.of(), MET, NOT_JUDGED))).startsWith("""
                PASS · CallbackSimulation, profile smoke: 1 of 2 thresholds met
                not judged      p99 lateness: not measured, wanted at most 500 ms
                report\s\s""");
    }

    @Test
    void aCrossedThresholdIsNamedWithWhatWasWantedAndGot() {
        assertThat(text(end(Ending.FAIL, 1, List.of(), MET, CROSSED))).isEqualTo("""
                        FAIL · CallbackSimulation, profile smoke: 1 of 2 thresholds crossed
                        crossed         throughput of create: 21.5/s, wanted at least 90/s
                        """ + FILES + RERUN);
    }

    @Test
    void aBrokenPromiseIsNamedAsOneWithItsCount() {
        assertThat(text(end(
                        Ending.FAIL,
                        1,
                        List.of(),
                        MET,
                        callbacks(CallbackOutcome.LOST, 1),
                        callbacks(CallbackOutcome.DUPLICATE, 1_234),
                        callbacks(CallbackOutcome.EARLY, 0),
                        NOT_JUDGED)))
                .isEqualTo("""
                        FAIL · CallbackSimulation, profile smoke: 2 of 5 thresholds crossed
                        promise broken  lost callbacks: 1, wanted none
                        promise broken  duplicate callbacks: 1,234, wanted none
                        not judged      p99 lateness: not measured, wanted at most 500 ms
                        """ + FILES + RERUN);
    }

    @Test
    void aLimitThatAllowsSomeIsNoPromise() {
        Threshold some = Threshold.atMost("lost callbacks", Unit.ONE, 5, Optional.of(7.0));
        assertThat(text(end(Ending.FAIL, 1, List.of(), some)))
                .contains("\ncrossed         lost callbacks: 7, wanted at most 5\n");
    }

    @Test
    void anAssertionOfGatlingIsTheReasonIfNoThresholdIsCrossed() {
        assertThat(text(end(Ending.FAIL, 1, List.of("Gatling's assertion does not hold: create"), MET)))
                .startsWith("""
                        FAIL · CallbackSimulation, profile smoke
                        reason          Gatling's assertion does not hold: create
                        """);
    }

    @Test
    void aRunThatNothingJudgedIsNoPass() {
        assertThat(text(end(Ending.NOT_JUDGED, 0, List.of(), NOT_JUDGED)))
                .startsWith("NOT JUDGED · CallbackSimulation, profile smoke: no threshold could be judged\n");
    }

    @Test
    void whoeverInterruptsReadsThatNothingIsJudged() {
        assertThat(text(end(Ending.INTERRUPTED, 130, List.of("the load was cut short, so nothing is judged"))))
                .isEqualTo("""
                        INTERRUPTED · CallbackSimulation, profile smoke
                        reason          the load was cut short, so nothing is judged
                        """ + FILES + RERUN);
    }

    @Test
    void aSaturatedGeneratorIsTheVerdictAndItsAdviceTheReason() {
        assertThat(text(end(
                        Ending.GENERATOR_SATURATED,
                        3,
                        List.of("the generator was the bottleneck, not the target: lower the rate, or run it on another"
                                + " machine"),
                        CROSSED)))
                .isEqualTo("""
                        GENERATOR SATURATED · CallbackSimulation, profile smoke
                        reason          the generator was the bottleneck, not the target: lower the
                                        rate, or run it on another machine
                        crossed         throughput of create: 21.5/s, wanted at least 90/s
                        """ + FILES + RERUN);
    }

    @Test
    void aFailureSaysWhyThoughThereAreNoFiles() {
        RunEnd end = new RunEnd(
                Ending.FAILED,
                3,
                "CallbackSimulation",
                "smoke",
                List.of("the service (process 7) ended during the run"),
                List.of(),
                Optional.empty(),
                AGAIN);
        assertThat(text(end)).isEqualTo("""
                        FAILED · CallbackSimulation, profile smoke
                        reason          the service (process 7) ended during the run
                        """ + RERUN);
    }

    @Test
    void colourIsOnTheVerdictAndOnLabelsAndChangesNoText() {
        RunEnd end = end(Ending.FAIL, 1, List.of(), CROSSED, callbacks(CallbackOutcome.LOST, 2), NOT_JUDGED);
        String coloured = end.text(new Colours(true));
        assertThat(coloured)
                .startsWith("\u001b[31mFAIL\u001b[0m · ")
                .contains("\u001b[31mcrossed\u001b[0m  ")
                .contains("\u001b[31mpromise broken\u001b[0m  ")
                .contains("\u001b[33mnot judged\u001b[0m  ");
        assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(text(end));
        assertThat(end(Ending.PASS, 0, List.of(), MET).text(new Colours(true))).startsWith("\u001b[32mPASS\u001b[0m");
    }

    @Test
    void theSameIsOneJsonObject() {
        assertThat(end(Ending.FAIL, 1, List.of(), MET, CROSSED, callbacks(CallbackOutcome.LOST, 3), NOT_JUDGED)
                        .json())
                .isEqualTo("""
                        {
                          "verdict" : "FAIL",
                          "exitCode" : 1,
                          "simulation" : "CallbackSimulation",
                          "profile" : "smoke",
                          "thresholds" : 4,
                          "crossed" : [ {
                            "what" : "throughput of create",
                            "got" : 21.5,
                            "limit" : 90.0,
                            "better" : "higher",
                            "unit" : "1/s"
                          }, {
                            "what" : "lost callbacks",
                            "got" : 3.0,
                            "limit" : 0.0,
                            "better" : "lower",
                            "unit" : "1"
                          } ],
                          "notJudged" : [ {
                            "what" : "p99 lateness",
                            "limit" : 500.0,
                            "better" : "lower",
                            "unit" : "ms"
                          } ],
                          "brokenPromises" : {
                            "lost callbacks" : 3.0
                          },
                          "folder" : "/bench/results/callbacksimulation-1",
                          "files" : {
                            "report" : "/bench/results/callbacksimulation-1/report.html",
                            "gatling" : "/bench/results/callbacksimulation-1/index.html",
                            "data" : "/bench/results/callbacksimulation-1/run.json"
                          },
                          "next" : "./timer-bench run CallbackSimulation --profile smoke -D callbacks.hold=60s -D 'receiver.advertise=http://a host'"
                        }
                        """);
    }
}
