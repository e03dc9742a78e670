package timerbench.harness.load.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.load.check.CheckStep.Verdict;
import timerbench.harness.load.check.CodeService.Fault;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.run.Golden;
import timerbench.harness.targets.dialect.Dialect;

class DialectCheckTest {
    private static final Path CHOOSES_IDS = Path.of("docs/dialects/chooses-ids.conf");
    private static final String CREATE = "create a timer due tomorrow";
    private static final String READ = "read it";
    private static final String LIST = "list the first page";
    private static final String READ_DELETED = "read it after the delete";
    private static final String READ_MISSING = "read a timer that does not exist";
    private static final String CALLBACK = "its callback";
    private static final String WRONG_TOKEN = "a request with a wrong token";

    @TempDir
    private Path folder;

    private Optional<String> token = Optional.of(CodeService.TOKEN);
    private Duration timeout = Duration.ofSeconds(10);

    private CheckReport check(Dialect dialect, CodeService service) {
        return DialectCheck.run(
                dialect,
                service.url(),
                token,
                new DialectCheck.CallbackSettings(
                        new ReceiverSettings(
                                "127.0.0.1", 0, "", new ReceiverSettings.Probe(Duration.ofMillis(50), timeout)),
                        "http://127.0.0.1:9/timer"),
                step -> {});
    }

    private CheckReport check(Fault... faults) {
        try (CodeService service = new CodeService(faults)) {
            return check(Dialect.load(CHOOSES_IDS.toString()), service);
        }
    }

    private CheckReport checkWith(String lines, Fault... faults) throws IOException {
        Path file =
                Files.writeString(folder.resolve("changed.conf"), Files.readString(CHOOSES_IDS) + "\n" + lines + "\n");
        try (CodeService service = new CodeService(faults)) {
            return check(Dialect.load(file.toString()), service);
        }
    }

    private static CheckStep step(CheckReport report, String name) {
        return report.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> wrong(CheckReport report) {
        return report.steps().stream()
                .filter(step -> step.verdict() == Verdict.WRONG)
                .map(CheckStep::name)
                .toList();
    }

    private static List<String> understood(CheckReport report, String name) {
        return step(report, name).understood();
    }

    private static String text(CheckReport report) {
        return report.steps().stream().map(CheckText::of).collect(Collectors.joining("\n"));
    }

    @Test
    void aServiceThatIsAsTheDialectSaysIsShownStepByStep() throws IOException {
        CheckReport report = check();
        assertThat(wrong(report)).as("%s", text(report)).isEmpty();
        assertThat(report.isAsTheDialectSays()).isTrue();
        Dialect dialect = Dialect.load(CHOOSES_IDS.toString());
        List<SimulationFit> fits = List.of(
                new SimulationFit("SomeSimulation", List.of(), List.of()),
                new SimulationFit("OtherSimulation", List.of("operation list", "callback"), List.of()),
                new SimulationFit(
                        "ThirdSimulation", List.of(), List.of("answer refuse: " + "no such answer ".repeat(5))));
        Golden.assertSame(
                "dialect-check.txt", () -> constant(text(report) + "\n" + CheckText.end(report, dialect, fits)));
    }

    @Test
    void everyRequestMayNameTheUrlOfTheTimersCallback() throws IOException {
        CheckReport report = checkWith("read.path = \"/v1/timers/{callbackUrl}/{timerId}\"\n"
                + "list.path = \"/v1/timers/{callbackUrl}/timers\"");
        assertThat(wrong(report)).as("%s", text(report)).isEmpty();
    }

    /** Replaces what differs from run to run by something of the same length. */
    private static String constant(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "00000000-0000-0000-0000-000000000000")
                .replaceAll("job_\\d{8}", "job_00000000")
                .replaceAll("\\d{13}", "1893456000000")
                .replaceAll("127.0.0.1:\\d{5}", "127.0.0.1:50000")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "2030-01-01T00:00:00Z")
                .replaceAll("came \\d+ ms", "came 1 ms");
    }

    @Test
    void noLineIsLongerThan80() {
        assertThat(text(check()).lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void theTokenIsPrintedNowhereHoweverItIsSpelt() {
        String text = text(check(Fault.TELLS_THE_TOKEN));
        assertThat(text.toLowerCase(Locale.ROOT))
                .contains("***")
                .doesNotContain("s3cr")
                .doesNotContain("%2b%22x");
    }

    @Test
    void stepsAreReportedAsTheyAreDone() {
        List<CheckStep> seen = new ArrayList<>();
        try (CodeService service = new CodeService(Fault.REFUSES_CREATES)) {
            CheckReport report = DialectCheck.run(
                    Dialect.load(CHOOSES_IDS.toString()),
                    service.url(),
                    token,
                    new DialectCheck.CallbackSettings(
                            new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL),
                            "http://127.0.0.1:9/timer"),
                    seen::add);
            assertThat(seen).isEqualTo(report.steps());
        }
    }

    @Test
    void aRefusedCreateIsShownWithTheReasonAndWhatNeedsTheTimerIsSkipped() {
        CheckReport report = check(Fault.REFUSES_CREATES);
        assertThat(wrong(report)).containsExactly(CREATE, "create a timer due now, for its callback");
        assertThat(understood(report, CREATE))
                .containsExactly(
                        "not done (create.done): status 400 is not among 200; field code is \"1\" and not \"0\"");
        assertThat(step(report, READ).why()).isEqualTo("there is no timer: its create was not done");
        assertThat(step(report, CALLBACK).verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(step(report, READ_MISSING).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void anAnswerWithoutTheIdIsWrong() {
        CheckReport report = check(Fault.ANSWERS_NO_ID);
        assertThat(wrong(report)).contains(CREATE);
        assertThat(understood(report, CREATE))
                .containsExactly("done: status 200, code = 0", "no id: the answer has no data.id (create.timerId)");
        assertThat(step(report, READ).why()).isEqualTo("the id of the timer is not known");
    }

    @Test
    void aReadThatFindsNothingIsWrong() {
        CheckReport report = check(Fault.FINDS_NOTHING);
        assertThat(understood(report, READ))
                .containsExactly(
                        "not done (read.done): field code is \"404\" and not \"0\"",
                        "this is how the dialect says that there is no such timer (read.missing)");
        assertThat(step(report, READ_DELETED).why()).isEqualTo("it was not deleted");
    }

    @Test
    void aTimerThatIsStillThereAfterItsDeleteIsWrong() {
        CheckReport report = check(Fault.KEEPS_THE_DELETED);
        assertThat(wrong(report)).containsExactly(READ_DELETED);
        assertThat(understood(report, READ_DELETED))
                .containsExactly(
                        "not the answer about a timer that does not exist (read.missing): field code is \"0\" and not"
                                + " \"404\"",
                        "this is how the dialect says that there is one (read.done)");
    }

    @Test
    void anAnswerAboutAMissingTimerThatTheDialectDoesNotDefineIsShownAndNotJudged() throws IOException {
        CheckReport report = checkWith("read.missing = null");
        assertThat(step(report, READ_DELETED).why())
                .isEqualTo("the dialect does not say how such a read is answered (read.missing)");
        assertThat(step(report, READ_DELETED).messages())
                .extracting(Message::body)
                .contains("{\"code\":404}");
        assertThat(report.isAsTheDialectSays()).isTrue();
    }

    @Test
    void operationsThatTheDialectLacksAreSkipped() throws IOException {
        CheckReport report = checkWith("list = null, delete = null");
        assertThat(step(report, LIST).why()).isEqualTo("the dialect has no operation list");
        assertThat(step(report, "delete it").why()).isEqualTo("the dialect has no operation delete; the timer stays");
        assertThat(wrong(report)).isEmpty();
    }

    @Test
    void anIdInTheFormOfTheServicesOwnIsReadAsMissing() {
        Message sent = step(check(Fault.CALLS_NOBODY, Fault.REFUSES_CREATES), READ_MISSING)
                .messages()
                .get(0);
        assertThat(sent.head()).startsWith("GET /v1/timers/missing-");
        timeout = Duration.ofMillis(1);
        sent = step(check(Fault.CALLS_NOBODY), READ_MISSING).messages().get(0);
        assertThat(sent.head()).matches("GET /v1/timers/job_\\d{8}\\?group_id=timer-bench");
    }

    @Test
    void aListWithoutTimersIsWrong() {
        CheckReport report = check(Fault.LISTS_NOTHING);
        assertThat(wrong(report)).containsExactly(LIST);
        assertThat(understood(report, LIST))
                .contains("no timers: the answer has no list or object at data.items (list.timers)");
    }

    @Test
    void aCallbackWithoutItsReferenceIsShownWithTheReason() throws IOException {
        String reference = "create.body.callback_url = \"{callbackUrl}?ref={reference}\"\n"
                + "callback = null\ncallback { reference = \"?ref\", payload = payload }";
        assertThat(wrong(checkWith(reference))).isEmpty();
        CheckReport report = checkWith(reference, Fault.DROPS_THE_QUERY);
        assertThat(wrong(report)).containsExactly(CALLBACK);
        CheckStep step = step(report, CALLBACK);
        assertThat(step.understood())
                .containsExactly(
                        "not a callback of this dialect: ?ref: missing",
                        "A parameter must be in the URL that create sends, such as"
                                + " \"{callbackUrl}?ref={reference}\", and the service must keep it.");
        assertThat(step.messages()).hasSize(1);
        assertThat(step.messages().get(0).head()).isEqualTo("POST /callback/ok");
        assertThat(step.messages().get(0).headers())
                .contains("Content-Type: application/json", "User-Agent: code-service", "X-API-Key: ***");
        assertThat(step.messages().get(0).body()).contains("\"payload\":{\"kind\":\"check\"}");
    }

    @Test
    void aCallbackOfAnotherTimerIsShown() {
        CheckReport report = check(Fault.CALLS_FOR_ANOTHER);
        assertThat(wrong(report)).containsExactly(CALLBACK);
        assertThat(understood(report, CALLBACK))
                .singleElement()
                .asString()
                .matches("a callback, but of the timer job_99999999 and not job_\\d{8}: another timer's, or timer_id"
                        + " \\(callback.timerId\\) is the wrong place");
    }

    @Test
    void aChangedPayloadAndAWrongAttemptAreWrong() {
        CheckReport report = check(Fault.CHANGES_PAYLOADS, Fault.COUNTS_FROM_TWO);
        assertThat(wrong(report)).containsExactly(CALLBACK);
        assertThat(understood(report, CALLBACK))
                .contains(
                        "attempt (attempt_no) is 2 and not 1",
                        "payload (payload) is not that of the create, {\"kind\":\"check\"}");
    }

    @Test
    void anEarlyCallbackIsWrong() throws IOException {
        CheckReport report = checkWith("service.leastLead = 1s", Fault.CALLS_EARLY);
        assertThat(wrong(report)).containsExactly(CALLBACK);
        assertThat(understood(report, CALLBACK))
                .anyMatch(line -> line.matches("came \\d+ ms before executeAt by the clock of this machine; .*"));
    }

    @Test
    void aLateCallbackIsRightAndHintsAtTheIntervalOfPolling() throws IOException {
        CheckReport late = check(Fault.CALLS_LATE);
        assertThat(wrong(late)).isEmpty();
        assertThat(understood(late, CALLBACK)).anyMatch(line -> line.contains("(service.pollInterval: 0 s)"));
        CheckReport polling = checkWith("service.pollInterval = 5s", Fault.CALLS_LATE);
        assertThat(understood(polling, CALLBACK)).noneMatch(line -> line.contains("service.pollInterval"));
    }

    @Test
    void withoutAUrlInTheCreateTheReceiverNeedsAFixedPort() throws IOException {
        timeout = Duration.ofMillis(10);
        CheckReport report = checkWith("create.body.callback_url = null", Fault.CALLS_NOBODY);
        assertThat(understood(report, CALLBACK)).anyMatch(line -> line.contains("-D receiver.port="));
    }

    @Test
    void aCallbackThatDoesNotComeIsReportedWithTheReceiversAddress() {
        timeout = Duration.ofMillis(10);
        CheckReport report = check(Fault.CALLS_NOBODY);
        assertThat(wrong(report)).containsExactly(CALLBACK);
        assertThat(understood(report, CALLBACK).get(0))
                .matches("no request came to the receiver at http://127.0.0.1:\\d+ within \\d+ ms");
        assertThat(understood(report, CALLBACK).get(1)).contains("receiver.host", "service.pollInterval");
    }

    @Test
    void aWrongTokenThatIsAcceptedIsWrong() {
        CheckReport report = check(Fault.TAKES_ANY_TOKEN);
        assertThat(wrong(report)).containsExactly(WRONG_TOKEN);
        assertThat(understood(report, WRONG_TOKEN))
                .containsExactly(
                        "not refused (wrong.wrongToken): status 200 is not among 401, 403",
                        "If the service requires no token, unset API_TOKEN.");
    }

    @Test
    void withoutATokenTheServiceSaysThatItWantsOne() {
        token = Optional.empty();
        CheckReport report = check();
        assertThat(understood(report, CREATE))
                .contains("the service requires a token: set the environment variable API_TOKEN");
        assertThat(step(report, WRONG_TOKEN).why()).isEqualTo("API_TOKEN is not set");
    }

    @Test
    void aServiceThatIsGoneIsReportedInEachStep() {
        CodeService service = new CodeService();
        service.close();
        CheckReport report = check(Dialect.load(CHOOSES_IDS.toString()), service);
        assertThat(understood(report, "ready")).singleElement().asString().contains("stopped answering");
        assertThat(report.isAsTheDialectSays()).isFalse();
    }
}
