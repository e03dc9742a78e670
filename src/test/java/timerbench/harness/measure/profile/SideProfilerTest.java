package timerbench.harness.measure.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.measure.callback.FakeTimerService;
import timerbench.harness.measure.callback.FakeTimerService.Script;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.process.Jcmd;
import timerbench.settings.Settings;

class SideProfilerTest {
    @TempDir
    Path folder;

    private SideProfile profile(Jcmd jcmd, Map<String, String> overrides) {
        Settings settings = Settings.load().with(overrides);
        try (Target target = Target.open(settings, Target.dialect(settings));
                SideProfiler profiler = SideProfiler.start(jcmd, target, folder, "candidate")) {
            profiler.read(() -> 10L);
            profiler.read(() -> 30L);
            return profiler.end();
        }
    }

    @Test
    void ofAServiceAtAnAddressNothingIsSeenAndTheNotesSaySo() {
        try (FakeTimerService service = new FakeTimerService(id -> Script.late())) {
            SideProfile profile = profile(Jcmd.ofThisJdk(), Map.of("timerbench.target", service.url()));

            assertThat(profile.requests()).containsExactly(20L);
            assertThat(profile.amounts()).isEmpty();
            assertThat(profile.sources()).isEmpty();
            assertThat(profile.stacks()).isEmpty();
            assertThat(profile.notes())
                    .containsExactly(
                            "of a service that is given by its address, neither methods nor figures of processes are"
                                    + " known",
                            "the service's database is not known, so there are no figures of statements");
        }
    }

    @Test
    void withoutAJdkTheFiguresOfProcessesRemain() {
        SideProfile profile = profile(new Jcmd(folder), Map.of("timerbench.database", "memory"));

        assertThat(profile.notes()).anyMatch(note -> note.startsWith("no profile of methods: there is no"));
        assertThat(profile.stacks()).isEmpty();
        assertThat(profile.amounts()).anyMatch(each -> each.name().equals(SideProfile.SERVICE_CPU));
    }
}
