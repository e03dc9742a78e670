package timerbench.harness.experiment.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;

class PoolFileTest {
    private static final Scenario DELAYED = new Scenario("delay-5", 0, 83.25, "");

    @TempDir
    private Path folder;

    private Path file;
    private PoolFile pool;

    @BeforeEach
    void name() {
        file = folder.resolve("pool.csv");
        pool = new PoolFile(file);
    }

    private static PooledPair pair(Scenario scenario, PairedTrial baseline, PairedTrial candidate) {
        return new PooledPair(scenario, 3, "abc on 2 × CPU", 21.5, new Pair(4, false, baseline, candidate));
    }

    private static PairedTrial trial(double throughput) {
        return new PairedTrial(Map.of("throughput", throughput, "latenessP95", 812.0), List.of(), Optional.empty());
    }

    @Test
    void whatIsAddedIsReadAgain() throws IOException {
        PooledPair first = pair(DELAYED, trial(3_456.75), trial(3_210.25));
        PooledPair second = pair(Scenario.same(), trial(3_400), trial(3_500));

        pool.add(first);
        pool.add(second);

        assertThat(new PoolFile(file).read()).containsExactly(first, second);
    }

    @Test
    void aFailedTrialAndViolationsAreKept() throws IOException {
        PairedTrial lost = new PairedTrial(
                Map.of("throughput", 100.0), List.of("3 callbacks lost", "1 callbacks early"), Optional.empty());
        PooledPair pair = pair(Scenario.same(), lost, PairedTrial.failed("the service did not start"));

        pool.add(pair);

        assertThat(pool.read()).containsExactly(pair);
    }

    @Test
    void aReasonCannotBreakTheTable() throws IOException {
        pool.add(pair(Scenario.same(), trial(1), PairedTrial.failed("said \"no\",\nthen left")));

        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(pool.read().get(0).pair().candidate().failure()).hasValue("said ;no;then left");
    }

    @Test
    void theTableIsTheSameWhereACommaParts() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            pool.add(pair(DELAYED, trial(3_456.75), trial(3_210.25)));
        } finally {
            Locale.setDefault(before);
        }

        assertThat(Files.readString(file)).contains("83.2500").contains("3456.75");
        assertThat(pool.read()).hasSize(1);
    }

    /** The columns that a pool of an older version has, in another order. */
    private void writeOlder() throws IOException {
        Files.writeString(file, """
                scenario,cpuMicros,delayMicros,postgres,gate,pairs,round,pair,first,side,origin,seconds,failure,violations,latenessP95,throughput
                delay-5,0,83.25,,3,7,2,4,candidate,baseline,abc on 2 × CPU,21.5,,,812,100
                delay-5,0,83.25,,3,7,2,4,candidate,candidate,abc on 2 × CPU,21.5,,,812,90
                """);
    }

    @Test
    void anOlderPoolIsReadWithoutTheValuesThatItLacks() throws IOException {
        writeOlder();

        assertThat(pool.read()).containsExactly(pair(DELAYED, trial(100), trial(90)));
        assertThat(PooledPair.measured(pool.read())).containsExactly(TrialValue.THROUGHPUT, TrialValue.LATENESS_P95);
    }

    @Test
    void noPairIsAddedToAnOlderPool() throws IOException {
        writeOlder();

        assertThatThrownBy(() -> pool.add(pair(DELAYED, trial(1), trial(2))))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": an older pool, without columns for all that is measured today; it can be"
                        + " analysed, but pairs are added to another file");
        assertThatThrownBy(pool::requireOwnColumns).hasMessageContaining("an older pool");
        assertThat(pool.read()).hasSize(1);
    }

    @Test
    void noFileIsNoPairs() throws IOException {
        assertThat(pool.read()).isEmpty();
    }

    @Test
    void whatIsNoPoolIsRefused() throws IOException {
        Files.writeString(file, "a,b\n1,2\n");

        assertThatThrownBy(pool::read).isInstanceOf(IOException.class).hasMessageContaining("not a pool of pairs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1e400", "-1"})
    void aFigureThatCannotHaveBeenMeasuredIsRefusedWithItsLine(String figure) throws IOException {
        pool.add(pair(DELAYED, trial(3_456.75), trial(2)));
        Files.writeString(file, Files.readString(file).replace("3456.75", figure));

        assertThatThrownBy(pool::read)
                .isInstanceOf(IOException.class)
                .hasMessage(file + ", line 2: throughput: wanted a finite number, 0 or more, was " + figure);
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedByName() throws IOException {
        pool.add(pair(DELAYED, trial(1), trial(2)));
        Files.write(file, Files.readString(file).getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(pool::read).hasMessageStartingWith(file + ": not UTF-8: in line 1, byte 0");
    }

    @Test
    void halfAPairIsRefusedWithItsLine() throws IOException {
        pool.add(pair(DELAYED, trial(1), trial(2)));
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 2));

        assertThatThrownBy(pool::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2: the candidate of the pair is missing");
    }

    @Test
    void aRowThatWasCutOffIsRefused() throws IOException {
        pool.add(pair(DELAYED, trial(1), trial(2)));
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 40));

        assertThatThrownBy(pool::read).isInstanceOf(IOException.class).hasMessageContaining("cells, wanted");
    }
}
