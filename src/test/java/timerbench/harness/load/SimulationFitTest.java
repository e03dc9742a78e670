package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.load.check.SimulationFit;
import timerbench.harness.targets.dialect.Dialect;

class SimulationFitTest {
    @TempDir
    private Path folder;

    private SimulationFit fit(String simulation, String lines) throws IOException {
        Path file = Files.writeString(
                folder.resolve("own.conf"),
                Files.readString(Path.of("src/main/resources/dialects/groups.conf")) + lines);
        return Simulations.fits(Dialect.load(file.toString())).stream()
                .filter(fit -> fit.simulation().equals(simulation))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theReferenceServiceFitsEverySimulation() {
        assertThat(Simulations.fits(Dialect.load("groups")))
                .hasSameSizeAs(Simulations.all())
                .allSatisfy(fit -> assertThat(fit.missing()).isEmpty())
                .allSatisfy(fit -> assertThat(fit.leftOut()).isEmpty());
    }

    @Test
    void anOperationThatIsNeededIsMissingAndAnotherIsLeftOut() throws IOException {
        assertThat(fit("ReadSimulation", "\nread = null").missing()).containsExactly("operation read");
        assertThat(fit("MixedOperationsSimulation", "\nread = null").leftOut()).containsExactly("operation read");
        assertThat(fit("CallbackSimulation", "\nupdate = null").leftOut()).containsExactly("operation update");
    }

    @Test
    void whatASimulationThatCannotBeRunLeavesOutDoesNotMatter() throws IOException {
        SimulationFit fit = fit("CallbackSimulation", "\ncallback = null\nupdate = null");
        assertThat(fit.missing()).containsExactly("callback");
        assertThat(fit.leftOut()).isEmpty();
    }

    @Test
    void answersThatTheServiceCannotCopeWithAreLeftOutWithTheReason() throws IOException {
        assertThat(fit("CallbackSimulation", "\ncallback.answers = null\ncreate.body.callbackTimeout = null")
                        .leftOut())
                .containsExactly(
                        "answer refuse: the dialect has no such answer (callback.answers.refusal)",
                        "answer hang: create sends no {callbackTimeout}, so that it could last for ever",
                        "answer again: the dialect has no such answer (callback.answers.again)");
        assertThat(fit("CallbackSimulation", "\ncreate.body.retryPolicy.maxAttempts = null\nservice.attempts = 1")
                        .leftOut())
                .containsExactly("answer fail: the service calls once", "answer hang: the service calls once");
        assertThat(fit("CallbackSimulation", "\ncreate.body.callbackUrl = null").leftOut())
                .hasSize(5)
                .contains("answer delay: create sends no {callbackUrl} that could ask for it");
        assertThat(fit("BreakpointSimulation", "\ncallback.answers = null").leftOut())
                .isEmpty();
    }

    @Test
    void aDialectThatDefinesNoAnswerAboutMissingTimersLeavesTheirReadsOut() throws IOException {
        assertThat(fit("ReadSimulation", "\nread.missing = null").leftOut())
                .singleElement()
                .asString()
                .startsWith("reads of timers that do not exist (its setting missing must be 0)");
    }

    @Test
    void withoutAWrongRequestThereAreNoErrorConditions() throws IOException {
        assertThat(fit("ErrorConditionsSimulation", "\nwrong = null").missing()).isEmpty();
        assertThat(fit("ErrorConditionsSimulation", "\nwrong = null\nread.missing = null")
                        .missing())
                .containsExactly("status of a wrong request (wrong)");
    }
}
