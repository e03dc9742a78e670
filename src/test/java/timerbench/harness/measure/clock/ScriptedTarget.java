package timerbench.harness.measure.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import timerbench.harness.targets.TargetHttp;

/** A target with a clock, delays and answers set by a test, and the receiver's clock, which requests move on. */
class ScriptedTarget implements TargetHttp, InstantSource {
    /** The answer of a service that shows this time. */
    @FunctionalInterface
    interface Face extends Function<Instant, TargetHttp.Answer> {}

    private final Face face;
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00.123456Z");
    private Duration offset = Duration.ZERO;
    private Duration there = Duration.ofNanos(200_000);
    private Duration back = Duration.ofNanos(200_000);
    private int asked;

    ScriptedTarget(Face face) {
        this.face = face;
    }

    ScriptedTarget ahead(Duration offset) {
        this.offset = offset;
        return this;
    }

    ScriptedTarget delays(Duration there, Duration back) {
        this.there = there;
        this.back = back;
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Sets the receiver's clock. */
    void step(Duration by) {
        now = now.plus(by);
    }

    void pause(Duration time) {
        pauses.add(time);
        now = now.plus(time);
    }

    Duration paused() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }

    int asked() {
        return asked;
    }

    Optional<ClockOffset> offset() {
        return new ClockProbe(this, this, this::pause).offset(List.of("http://target"));
    }

    @Override
    public TargetHttp.Answer get(String url) {
        asked++;
        now = now.plus(there);
        TargetHttp.Answer answer = face.apply(now.plus(offset));
        now = now.plus(back);
        return answer;
    }
}
