package timerbench.harness.targets.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import timerbench.harness.targets.Target;
import timerbench.settings.Settings;

class AtExitTest {
    private final AtomicInteger done = new AtomicInteger();

    /** Returns the names of the threads that the process starts at its end. */
    private static Set<String> hooks() throws ReflectiveOperationException {
        Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
        hooks.setAccessible(true);
        return ((Map<?, ?>) hooks.get(null))
                .keySet().stream().map(hook -> ((Thread) hook).getName()).collect(Collectors.toSet());
    }

    @Test
    void whatIsDoneIsForgottenAndNotDoneAgain() throws ReflectiveOperationException {
        AtExit atExit = new AtExit("count-at-exit", done::incrementAndGet);
        assertThat(hooks()).contains("count-at-exit");

        atExit.now();
        atExit.now();

        assertThat(done).hasValue(1);
        assertThat(hooks()).doesNotContain("count-at-exit");
    }

    @Test
    void whatFailedIsForgotten() throws ReflectiveOperationException {
        AtExit atExit = new AtExit("fail-at-exit", () -> {
            throw new IllegalStateException("it fails");
        });

        assertThatThrownBy(atExit::now).hasMessage("it fails");

        assertThat(hooks()).doesNotContain("fail-at-exit");
    }

    /** A gate opens two targets for each pair, and a calibration hundreds. */
    @Test
    void aClosedTargetIsForgotten() throws ReflectiveOperationException {
        Settings settings = Settings.load().with(Map.of("timerbench.database", "memory"));
        try (Target target = Target.open(settings, Target.dialect(settings))) {
            assertThat(target.urls()).hasSize(1);
            assertThat(hooks()).contains("stop-target");
        }

        assertThat(hooks()).doesNotContain("stop-target");
    }
}
