package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that docs/your-service.md shows do what it says. */
class OwnServicePagesTest {
    private static final Path PAGE = Path.of("docs/your-service.md");
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
    private static final String COMMAND = "./timer-bench ";

    @TempDir
    private Path folder;

    private static Stream<String> blocks(Path page, String kind) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .filter(block -> block.group(1).equals(kind))
                .map(block -> block.group(2));
    }

    private static List<String> commands() throws IOException {
        return blocks(PAGE, "sh")
                .flatMap(String::lines)
                .filter(line -> line.startsWith(COMMAND) && line.contains("my-service"))
                .distinct()
                .toList();
    }

    private static List<String> words(String command) {
        return Arrays.asList(command.substring(COMMAND.length()).split(" ", -1));
    }

    private ChildRun run(String starting, String url, String... further) throws IOException {
        String command = commands().stream()
                .filter(line -> line.startsWith(COMMAND + starting))
                .findFirst()
                .orElseThrow();
        List<String> arguments = new ArrayList<>(List.of(TimerBench.class.getName()));
        arguments.addAll(words(command.replace("http://localhost:8080", url)));
        arguments.addAll(ChildRun.settings(List.of(further)));
        return ChildRun.java(folder, Map.of(), arguments);
    }

    @Test
    void tenMinutesAreEnough() throws IOException {
        try (JobsService service = new JobsService()) {
            assertThat(run("dialect new", service.url()).exit()).isZero();
            Path file = folder.resolve("my-service.conf");
            assertThat(file).content().contains("create {");
            Files.writeString(file, blocks(PAGE, "conf").findFirst().orElseThrow());

            ChildRun check = run("dialect check", service.url());
            assertThat(check.exit()).as(check.output()).isZero();
            assertThat(check.output()).contains("its callback: ok").containsPattern("CallbackSimulation +can be run");

            run(
                            "run creation",
                            service.url(),
                            "creation.warmUp=1s",
                            "creation.ramp=1s",
                            "creation.hold=1s",
                            "creation.thresholds.p95=1m",
                            "creation.thresholds.p99=1m",
                            "creation.thresholds.throughput=0")
                    .requireExit(0);
            ChildRun dry = run(
                    "run callback --target http://localhost:8080 --dialect my-service.conf --profile smoke"
                            + " --dry-run",
                    service.url());
            assertThat(dry.exit()).as(dry.output()).isZero();
            assertThat(dry.output()).contains("answer fail: left out");
        }
    }
}
