package timerbench.harness.load.injector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.MovedClock;
import timerbench.harness.load.injector.Coordinated.Stop;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.RunProfile;

class InjectorRunTest {
    private static final int COUNT = 3;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final MovedClock clock = new MovedClock();
    private final Fake injectors = new Fake();
    private final List<Runnable> meanwhile = new ArrayList<>();
    private Optional<Stop> stop = Optional.empty();
    private InjectorRun run;

    @BeforeEach
    void run() {
        run = new InjectorRun(injectors, COUNT, folder.resolve("run"), () -> stop, clock, () -> {
            clock.move(Duration.ofMillis(100));
            if (!meanwhile.isEmpty()) {
                meanwhile.remove(0).run();
            }
        });
    }

    /** Injectors that are nothing but folders. */
    private final class Fake implements RunningInjectors {
        private final Map<Integer, String> failures = new HashMap<>();
        private final Map<Integer, Instant> unreachableUntil = new HashMap<>();
        private final Map<Integer, Duration> ahead = new HashMap<>();

        private Path own(int index) {
            return folder.resolve("injector-" + index);
        }

        private void reach(int index) throws IOException {
            if (clock.instant().isBefore(unreachableUntil.getOrDefault(index, Instant.MIN))) {
                throw new IOException("no route to host");
            }
        }

        @Override
        public Optional<String> failure(int index) throws IOException {
            reach(index);
            return Optional.ofNullable(failures.get(index));
        }

        @Override
        public Optional<byte[]> read(int index, String file) throws IOException {
            reach(index);
            Path path = own(index).resolve(file);
            return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
        }

        @Override
        public void write(int index, String file, byte[] content) throws IOException {
            reach(index);
            put(index, file, new String(content, StandardCharsets.UTF_8));
        }

        @Override
        public ClockDifference clock(int index) throws IOException {
            reach(index);
            clock.move(Duration.ofMillis(20));
            return new ClockDifference(ahead.getOrDefault(index, Duration.ZERO), Duration.ofMillis(1));
        }

        @Override
        public List<String> lastLines(int index) {
            return List.of("creating timers");
        }

        @Override
        public void close() {}

        void put(int index, String file, String text) throws IOException {
            Files.createDirectories(own(index));
            Files.writeString(own(index).resolve(file), text);
        }

        void introduce(int index, InjectorIdentity identity) throws IOException {
            put(index, InjectorFolder.IDENTITY, JsonText.of(identity));
        }

        String text(int index, String file) throws IOException {
            return Files.readString(own(index).resolve(file));
        }

        void deliver(int index) throws IOException {
            var unused = Parts.write(Parts.Kind.of(index, COUNT, List.of(3, 4), List.of(1_000)), own(index));
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private static Runnable then(Action action) {
        return () -> {
            try {
                action.run();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private void introduceAll() throws IOException {
        for (int i = 0; i < COUNT; i++) {
            injectors.introduce(i, Parts.identity(i, COUNT));
        }
    }

    @Test
    void progressIsThatOfAllInjectorsAndOfNoneIfOneCannotBeReached() throws Exception {
        List<InjectorProgress> seen = new ArrayList<>();
        run.onProgress(Duration.ofSeconds(1), seen::add);
        for (int i = 0; i < COUNT; i++) {
            injectors.put(i, InjectorFolder.PROGRESS, new InjectorProgress(1, 20, 3, 100 + i).text());
        }
        for (int i = 0; i < 25; i++) {
            meanwhile.add(() -> {});
        }
        meanwhile.set(
                12, () -> injectors.unreachableUntil.put(0, clock.instant().plusMillis(1_000)));
        meanwhile.add(then(() -> {
            for (int i = 0; i < COUNT; i++) {
                injectors.put(i, InjectorFolder.READY, "");
            }
        }));
        run.awaitReady();

        assertThat(seen)
                .containsExactly(
                        new InjectorProgress(COUNT, 20L * COUNT, 3L * COUNT, 100L * COUNT + COUNT * (COUNT - 1L) / 2));
    }

    @Test
    void allBeginAtOneInstantByTheirOwnClocksAndTheirPartsAreFetched() throws IOException, InjectorLost {
        injectors.introduce(0, Parts.identity(0, COUNT));
        meanwhile.add(then(this::introduceAll));
        run.awaitStart(Parts.identity(0, COUNT), MINUTE);

        for (int i = 0; i < COUNT; i++) {
            int index = i;
            meanwhile.add(then(() -> injectors.put(index, InjectorFolder.READY, "")));
        }
        run.awaitReady();

        injectors.ahead.put(1, Duration.ofSeconds(5));
        injectors.ahead.put(2, Duration.ofMillis(-30));
        Instant before = clock.instant();
        Instant begin = run.begin();
        assertThat(begin).isAfter(before.plusSeconds(5)).isAfter(clock.instant());
        assertThat(injectors.text(0, InjectorFolder.BEGIN)).isEqualTo(nanos(begin));
        Instant ahead = begin.plusSeconds(5);
        assertThat(injectors.text(1, InjectorFolder.BEGIN)).isEqualTo(nanos(ahead));
        assertThat(run.clock(2).orElseThrow().ahead()).isEqualTo(Duration.ofMillis(-30));

        for (int i = 0; i < COUNT; i++) {
            int index = i;
            meanwhile.add(then(() -> injectors.deliver(index)));
        }
        List<String> cutShort = new ArrayList<>();
        run.awaitParts(MINUTE, cutShort::add);
        assertThat(cutShort).isEmpty();
        for (int i = 0; i < COUNT; i++) {
            assertThat(InjectorPart.read(InjectorRun.partFolder(folder.resolve("run"), i))
                            .identity()
                            .index())
                    .isEqualTo(i);
            assertThat(injectors.text(i, InjectorFolder.FETCHED)).isEmpty();
        }
    }

    private static String nanos(Instant instant) {
        return String.valueOf(instant.getEpochSecond() * 1_000_000_000 + instant.getNano());
    }

    @Test
    void anInjectorThatIsAnotherOneIsNamedWithWhatDiffers() throws IOException {
        introduceAll();
        InjectorIdentity wanted = Parts.identity(0, COUNT);
        injectors.introduce(
                1, new InjectorIdentity(1, COUNT, "CallbackSimulation", new RunProfile("smoke", Map.of()), "fedc"));
        assertThatThrownBy(() -> run.awaitStart(wanted, MINUTE))
                .isInstanceOf(InjectorLost.class)
                .hasMessageContaining("injector 1 of 3")
                .hasMessageContaining("setting hold nothing, not 9s")
                .hasMessageContaining("version (hash of the classes) fedc, not 0123456789ab");

        introduceAll();
        injectors.introduce(2, Parts.identity(0, COUNT));
        assertThatThrownBy(() -> run.awaitStart(wanted, MINUTE))
                .hasMessageContaining("injector 2 of 3")
                .hasMessageContaining("index 0");
    }

    @Test
    void whatCannotBeUnderstoodIsOfAnotherVersionAndNotUnreachable() throws IOException {
        introduceAll();
        injectors.put(1, InjectorFolder.IDENTITY, "{ \"rank\" : 1 }");
        Instant start = clock.instant();
        assertThatThrownBy(() -> run.awaitStart(Parts.identity(0, COUNT), MINUTE))
                .isInstanceOf(InjectorLost.class)
                .hasMessageStartingWith("injector 1 of 3 cannot be understood: "
                        + InjectorRun.partFolder(folder.resolve("run"), 1).resolve(InjectorFolder.IDENTITY));

        injectors.deliver(0);
        injectors.put(0, InjectorFolder.PART, "{ \"schema\" : \"timerbench/part/9\" }");
        assertThatThrownBy(() -> run.awaitParts(MINUTE, why -> {}))
                .isInstanceOf(InjectorLost.class)
                .hasMessageStartingWith("injector 0 of 3 has left no part: ");
        assertThat(clock.instant()).isEqualTo(start);
    }

    @Test
    void anInjectorThatDoesNotStartInTimeIsNamedWithWhatItSaid() throws IOException {
        injectors.introduce(0, Parts.identity(0, COUNT));
        injectors.introduce(2, Parts.identity(2, COUNT));
        assertThatThrownBy(() -> run.awaitStart(Parts.identity(0, COUNT), MINUTE))
                .hasMessageContaining("injector 1 of 3")
                .hasMessageContaining("has not started within 60 s")
                .hasMessageContaining("creating timers");
    }

    @Test
    void anInjectorThatDiesIsNamedAndThePartsOfTheOthersAreKept() throws IOException {
        meanwhile.add(then(() -> injectors.deliver(0)));
        meanwhile.add(then(() -> injectors.failures.put(1, "ended with exit code 137")));
        assertThatThrownBy(() -> run.awaitParts(MINUTE, why -> {}))
                .isInstanceOf(InjectorLost.class)
                .hasMessage("injector 1 of 3 ended with exit code 137");

        meanwhile.add(then(() -> injectors.deliver(2)));
        assertThat(run.giveUp("injector 1 died", Duration.ofSeconds(10))).containsExactly(0, 2);
        assertThat(injectors.text(2, InjectorFolder.STOP)).isEqualTo("fail\ninjector 1 died\n");
        assertThat(InjectorRun.partFolder(folder.resolve("run"), 2).resolve(InjectorFolder.PART))
                .exists();
    }

    @Test
    void anInjectorMayEndOnceItHasDelivered() throws IOException, InjectorLost {
        for (int i = 0; i < COUNT; i++) {
            injectors.deliver(i);
            injectors.failures.put(i, "ended with exit code 3");
        }
        run.awaitParts(MINUTE, why -> {});
        assertThat(run.giveUp("", Duration.ZERO)).containsExactly(0, 1, 2);
    }

    @Test
    void anInjectorThatCannotBeReachedForAMomentIsNotLost() throws IOException, InjectorLost {
        injectors.unreachableUntil.put(1, clock.in(Duration.ofSeconds(4)));
        for (int i = 0; i < COUNT; i++) {
            injectors.deliver(i);
        }
        run.awaitParts(MINUTE, why -> {});
        assertThat(clock.instant()).isAfterOrEqualTo(injectors.unreachableUntil.get(1));
    }

    @Test
    void anInjectorThatCannotBeReachedForSecondsIsLost() throws IOException {
        injectors.unreachableUntil.put(1, Instant.MAX);
        Instant start = clock.instant();
        assertThatThrownBy(() -> run.awaitParts(MINUTE, why -> {}))
                .hasMessage("injector 1 of 3 cannot be reached: no route to host");
        assertThat(clock.instant()).isBefore(start.plusSeconds(6));
    }

    @Test
    void aPartThatDoesNotComeInTimeEndsTheRun() throws IOException {
        injectors.deliver(0);
        injectors.deliver(1);
        assertThatThrownBy(() -> run.awaitParts(MINUTE, why -> {}))
                .hasMessageContaining("injector 2 of 3 has not delivered its part within 60 s");
    }

    @Test
    void aLoadThatIsToStopIsStoppedEverywhereAndItsPartsAreAwaited() throws IOException, InjectorLost {
        meanwhile.add(() -> stop = Optional.of(new Stop(true, "interrupted")));
        for (int i = 0; i < COUNT; i++) {
            int index = i;
            meanwhile.add(then(() -> injectors.deliver(index)));
        }
        run.awaitParts(MINUTE, why -> {});
        for (int i = 0; i < COUNT; i++) {
            assertThat(injectors.text(i, InjectorFolder.STOP)).isEqualTo("interrupt\ninterrupted\n");
        }
    }
}
