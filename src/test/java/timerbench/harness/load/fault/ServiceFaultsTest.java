package timerbench.harness.load.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.Await;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetClient;
import timerbench.harness.targets.TimerProbe;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.fault.Fault;
import timerbench.harness.targets.proxy.Links;
import timerbench.settings.Settings;

/** Faults of the reference service, which runs, and of the receiver that it calls. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceFaultsTest {
    private static final Dialect GROUPS = Dialect.load("groups");

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<Reply> replies = new CopyOnWriteArrayList<>();
    private Target target;
    private Receiver receiver;
    private FaultRunner runner;

    @BeforeAll
    void open() {
        target = Target.open(Settings.load().with(Map.of("timerbench.database", "memory")), GROUPS);
        target.onDeath(failures::add);
        receiver = Receiver.start(
                new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL),
                GROUPS.callback(),
                InstantSource.system(),
                new Receiver.Listener() {
                    @Override
                    public void arrived(Receiver.Callback callback, Instant arrival, Reply reply) {
                        replies.add(reply);
                    }

                    @Override
                    public void malformed(String why, Instant arrival) {
                        failures.add(why);
                    }
                });
    }

    @BeforeEach
    void openRunner() {
        failures.clear();
        Disturbed disturbed = new Disturbed(
                target.disturbableServices(),
                target.disturbableDatabase(),
                Optional.of(receiver::refuse),
                new Links(),
                new ShellCommand(() -> null, text -> text),
                Duration.ofMinutes(1));
        runner = new FaultRunner(disturbed, new FaultRunner.Listener() {
            @Override
            public void happened(TimelineEvent mark) {
                // The runner keeps them.
            }

            @Override
            public void failed(String why) {
                failures.add(why);
            }
        });
    }

    @AfterEach
    void closeRunner() {
        runner.close();
    }

    @AfterAll
    void close() {
        receiver.close();
        target.close();
    }

    private int ask() throws IOException {
        return new TargetClient(Map.of())
                .get(target.urls().get(0) + GROUPS.ready().orElseThrow())
                .status();
    }

    @ParameterizedTest
    @CsvSource({"kill:service:1@0s, true", "restart:service, true", "stop:service@100ms, false"})
    void theServiceAnswersWhenAFaultIsOver(String fault, boolean isNew) throws IOException {
        List<ProcessHandle> before = target.processes().get("service");

        Disturbance disturbance = runner.begin(Fault.of(fault));
        Await.until("the end", () -> disturbance.ended().isPresent() || !failures.isEmpty());

        assertThat(failures).isEmpty();
        assertThat(ask()).isEqualTo(200);
        assertThat(target.processes().get("service").equals(before)).isNotEqualTo(isNew);
        assertThat(runner.marks())
                .extracting(TimelineEvent::text)
                .contains(disturbance.fault().text(), disturbance.fault().endText());
    }

    @Test
    void aRefusedCallbackIsSentAgain() {
        Disturbance refusing = runner.begin(Fault.of("refuse:receiver@10m"));
        Await.until("the begin", () -> refusing.began().isPresent());
        var unused = new TimerProbe(target)
                .create(target.urls().get(0), "refused", Instant.now(), receiver.url(new Behaviour.Ok()));
        Await.until("a callback", () -> !replies.isEmpty());
        assertThat(replies.get(0)).isEqualTo(new Reply.Failure());

        runner.close();

        Await.until("success", () -> replies.contains(new Reply.Success()));
        assertThat(failures).isEmpty();
    }
}
