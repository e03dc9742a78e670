package timerbench.harness.targets.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
    @ParameterizedTest
    @CsvSource({
        "kill:service, kill service for good, service is killed",
        "kill:service:2@0s, kill service 2 and start it again, service 2 answers again",
        "kill:database@5s, kill database for 5 s, database answers again",
        "stop:service@30s, stop service for 30 s, service goes on",
        "restart:service:1, restart service 1, service 1 answers again",
        "refuse:receiver@10s, refuse callbacks for 10 s, callbacks are answered again",
        "slow:database=80ms@1500ms, slow database by 80 ms for 1500 ms, database is as fast as before",
        "cut:receiver@5s, cut receiver off for 5 s, receiver is reached again",
        "command:ssh me@host reboot, 'command \"ssh me@host reboot\"', command is over",
        "command:kubectl delete pod x@20s, 'command \"kubectl delete pod x\" for 20 s', command is over"
    })
    void aShortFormSaysWhatIsDone(String shortForm, String text, String endText) {
        assertThat(Fault.of(shortForm).text()).isEqualTo(text);
        assertThat(Fault.of(shortForm).endText()).isEqualTo(endText);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kill | wanted KIND:ON, such as kill:service@5s",
                "kil:service | \"kil\" is no kind; wanted one of kill, stop, restart, refuse, slow, cut, command",
                "kill:service:0@5s | on: got \"service:0\", wanted service, service:2",
                "kill:receiver | on: got \"receiver\"; kill is possible on service and database",
                "kill:service@5 | lasts: got \"5\", wanted a duration with its unit",
                "stop:service | lasts: missing; stop needs a time",
                "stop:service@0s | lasts: got 0 s; stop needs a time",
                "restart:service@5s | lasts: not of restart",
                "refuse:service@5s | on: got \"service\"; refuse is possible on receiver only",
                "slow:database@5s | latency: missing; slow needs it",
                "cut:database=80ms@5s | latency: only of slow, not of cut",
                "cut:service@5s | on: got \"service\"; cut is possible on database and receiver",
                "command: | command, undo: must not be empty",
            })
    void aWrongFaultIsRefusedWithTheReason(String shortForm, String reason) {
        assertThatThrownBy(() -> Fault.of(shortForm))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("fault \"" + shortForm + "\": ")
                .hasMessageContaining(reason);
    }

    @Test
    void aCommandIsUndoneOnlyWhenItsTimeIsOver() {
        assertThatThrownBy(() -> Fault.of("command:true").undoneBy("true"))
                .hasMessage("undo: is run when the time of the fault is over; lasts is missing");
        assertThatThrownBy(() -> Fault.of("stop:service@5s").undoneBy("true"))
                .hasMessage("undo: only of command, not of stop");
        assertThat(Fault.of("stop:service@5s").undoneBy(" ")).isEqualTo(Fault.of("stop:service@5s"));
        assertThat(Fault.of("command:a@5s").undoneBy("b"))
                .isEqualTo(new Fault(
                        FaultKind.COMMAND,
                        "service",
                        Optional.of(Duration.ofSeconds(5)),
                        Optional.empty(),
                        Optional.of("a"),
                        Optional.of("b")));
    }

    @ParameterizedTest
    @CsvSource({
        "kill:service, stop:service:2@5s, true",
        "kill:service:1, stop:service:2@5s, false",
        "kill:service:1, stop:service:1@5s, true",
        "kill:database, kill:service, false",
        "slow:database=1s@5s, kill:database, true"
    })
    void twoFaultsMeetIfTheyDisturbTheSame(String one, String other, boolean meet) {
        assertThat(Fault.of(one).meets(Fault.of(other))).isEqualTo(meet);
        assertThat(Fault.of(other).meets(Fault.of(one))).isEqualTo(meet);
    }
}
