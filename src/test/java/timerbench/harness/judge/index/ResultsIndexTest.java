package timerbench.harness.judge.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.SampleRuns;

class ResultsIndexTest {
    @TempDir
    private Path results;

    private void add(int number) throws IOException {
        RunFile.write(
                results.resolve("run-" + number),
                SampleRuns.run(SampleRuns.kind().at(SampleRuns.START.plusSeconds(number), 500)));
    }

    @Test
    void aResultThatIsAddedMeanwhileIsSeenAsWell() throws IOException {
        add(1);
        List<Integer> seen = new ArrayList<>();
        ResultsIndex.settle(results, index -> {
            seen.add(index.entries().size());
            if (seen.size() < 3) {
                add(10 + seen.size());
            }
        });
        assertThat(seen).containsExactly(1, 2, 3);
    }

    @Test
    void runsThatMayNotBeComparedAreInDifferentCourses() throws IOException {
        add(1);
        add(2);
        RunFile.write(results.resolve("other"), SampleRuns.run(SampleRuns.kind().on("Cassandra")));
        RunFile.write(results.resolve("cut"), SampleRuns.run(SampleRuns.kind().on("x"), SampleRuns.cutShort()));
        assertThat(ResultsIndex.of(results).courses(List.of()))
                .extracting(ResultsIndex.Course::runs)
                .containsExactly(2, 1);
    }
}
