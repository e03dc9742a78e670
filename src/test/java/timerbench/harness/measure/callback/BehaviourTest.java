package timerbench.harness.measure.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.measure.callback.Behaviour.Reply;

class BehaviourTest {
    private static final Instant THEN = Instant.parse("2030-01-01T00:00:00.123456Z");

    static Stream<Behaviour> all() {
        return Stream.of(
                new Behaviour.Ok(),
                new Behaviour.Delay(Duration.ofMillis(250)),
                new Behaviour.Fail(2),
                new Behaviour.Refuse(),
                new Behaviour.Hang(1),
                new Behaviour.Again(THEN));
    }

    @ParameterizedTest
    @MethodSource("all")
    void itsPathStandsForIt(Behaviour behaviour) {
        assertThat(behaviour.path()).startsWith(Receiver.PATH);
        assertThat(Behaviour.of(behaviour.path().substring(Receiver.PATH.length())))
                .isEqualTo(new Behaviour.Named(behaviour, List.of()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatFollowsItsPathIsKept(Behaviour behaviour) {
        String path = behaviour.path().substring(Receiver.PATH.length());
        assertThat(Behaviour.of(path + "/jobs/a%2Fb+c"))
                .isEqualTo(new Behaviour.Named(behaviour, List.of("jobs", "a/b+c")));
        assertThat(Behaviour.of(path.replace(":", "%3A")).behaviour()).isEqualTo(behaviour);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fail", "fail/0", "fail/x", "hang/-1", "again/soon", "delay/long", "what"})
    void anyOtherPathIsRefused(String path) {
        assertThatThrownBy(() -> Behaviour.of(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void attemptsAreAnsweredByTheBehaviour() {
        assertThat(new Behaviour.Fail(2).reply(2, THEN)).isEqualTo(new Reply.Failure());
        assertThat(new Behaviour.Fail(2).reply(3, THEN)).isEqualTo(new Reply.Success());
        assertThat(new Behaviour.Hang(1).reply(1, THEN)).isEqualTo(new Reply.Failure());
        assertThat(new Behaviour.Hang(1).reply(2, THEN)).isEqualTo(new Reply.Success());
        assertThat(new Behaviour.Refuse().reply(1, THEN)).isEqualTo(new Reply.Refusal());
        assertThat(new Behaviour.Again(THEN).reply(1, THEN.minusNanos(1))).isEqualTo(new Reply.Again(THEN));
        assertThat(new Behaviour.Again(THEN).reply(1, THEN)).isEqualTo(new Reply.Success());
        assertThat(new Behaviour.Ok().reply(9, THEN)).isEqualTo(new Reply.Success());
    }
}
