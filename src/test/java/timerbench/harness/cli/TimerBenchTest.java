package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimerBenchTest {
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        return TimerBench.commandLine().setErr(new PrintWriter(err)).execute(args);
    }

    @ParameterizedTest
    @CsvSource({"0,3", "1,3", "4,3", "3,3", "2,2", "130,130"})
    void aThreadThatFailedInTheBackgroundReachesTheExitCode(int without, int with) {
        assertThat(TimerBench.withFailure(without)).isEqualTo(with);
    }

    @Test
    void wrongUsageEndsWith2AndSaysWhatWasWrong() {
        assertThat(execute("serve", "--prot", "8080")).isEqualTo(2);
        assertThat(err.toString()).contains("--prot").contains("--port");
    }

    @Test
    void aPortThatCannotBeEndsWith2AndSaysWhatIsWanted() {
        assertThat(execute("serve", "--database", "memory", "--port", "99999")).isEqualTo(2);
        assertThat(err.toString()).contains("timerbench.service: port must be 0 to 65535, was 99999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve --port 0 --database-url jdbc:postgresql://u:s3cret@127.0.0.1/db",
                "serve --port 0 --database-url jdbc:postgresql://127.0.0.1/db?user=u&pass%77ord=s3cret",
                "history list -D history.url=jdbc:postgresql://127.0.0.1/x?sslpassword=s3cret",
                "gate --baseline http://127.0.0.1:9/?api_key=s3cret --candidate http://127.0.0.1:9",
                "gate --baseline HTTP://u:s3cret@127.0.0.1:9 --candidate http://127.0.0.1:9",
                "serve http://u:s3cret@127.0.0.1:9",
                "serve --prot http://127.0.0.1:9/?token=s3cret"
            })
    void aSecretOnTheCommandLineEndsWith2AndIsNotRepeated(String line) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotEmpty().doesNotContain("s3cret");
    }

    @Test
    void capacityOfNothingEndsWith2() {
        assertThat(execute("capacity", "--repeats", "0")).isEqualTo(2);
        assertThat(execute("capacity", "--rates", "100,0")).isEqualTo(2);
        assertThat(execute("capacity", "--hold", "-1")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--repeats: must be at least 1, was 0")
                .contains("--rates")
                .contains("--hold");
    }

    @Test
    void anUnknownDatabaseEndsWith2AndIsNamedWithTheKnownOnes() {
        assertThat(execute("serve", "--database", "oracle", "--port", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("oracle").contains("postgres").contains("memory");
    }

    @Test
    void aSimulationThatThereIsNotEndsWith2AndIsToldWhichThereAre() {
        assertThat(execute("run", "soap")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no simulation \"soap\"").contains("SpikeSimulation");
    }

    @Test
    void optionsOfOneSimulationAreNotTakenForAnother() {
        assertThat(execute("run", "spike", "--concurrent", "5")).isEqualTo(2);
        assertThat(err.toString()).contains("are options of DatabaseStressSimulation, not of SpikeSimulation");
    }

    @Test
    void aCostOfNothingEndsWith2() {
        assertThat(execute("cost", "--repeats", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--repeats");
    }

    @Test
    void aComparisonOfWhatThereIsNotEndsWith2AndIsToldWhatThereIs() {
        assertThat(execute("compare", "--databases", "postgers")).isEqualTo(2);
        assertThat(err.toString()).contains("--databases: got \"postgers\"").contains("cassandra");
        assertThat(execute("compare", "--operations", "create,drop")).isEqualTo(2);
        assertThat(err.toString()).contains("--operations: got \"drop\"").contains("mixed");
        assertThat(execute("compare", "--databases", "memory,memory")).isEqualTo(2);
        assertThat(err.toString()).contains("none twice");
        assertThat(execute("compare", "--repeats", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("repeats must be at least 1");
    }

    @Test
    void onlySettingsOfTheServiceThatAreNumbersAreVaried() {
        assertThat(sweep("service.poolSise", "1,2")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean timerbench.service.poolSize?");
        assertThat(sweep("service.leaseTerm", "1,2")).isEqualTo(2);
        assertThat(err.toString()).contains("timerbench.service.leaseTerm: is not a number (by default it is \"5s\")");
        assertThat(sweep("timers.payloads", "1,2")).isEqualTo(2);
        assertThat(err.toString()).contains("timerbench.timers.payloads: is no setting of the service");
        assertThat(sweep("creation.targetRate", "1,2")).isEqualTo(2);
        assertThat(err.toString()).contains("timerbench.creation.targetRate: differs from profile to profile");
    }

    @Test
    void valuesOfASweepAreNumbersAndAtLeastTwo() {
        for (String values : new String[] {"1,two", "8", "1,-2", "1,1"}) {
            assertThat(sweep("service.poolSize", values)).as(values).isEqualTo(2);
        }
        assertThat(err.toString()).contains("--values: got \"1,two\"");
    }

    private int sweep(String setting, String values) {
        return execute("sweep", "--setting", setting, "--values", values);
    }

    @Test
    void completionNamesTheCommands() {
        StringWriter out = new StringWriter();
        assertThat(TimerBench.commandLine().setOut(new PrintWriter(out)).execute("generate-completion"))
                .isZero();
        assertThat(out.toString()).contains("run").contains("--concurrent").contains("serve");
    }
}
