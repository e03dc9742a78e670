package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.load.Simulations;

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
    void wrongUsageEndsWith2AndSaysWhatWasMeant() {
        assertThat(execute("serve", "--prot", "8080")).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                timer-bench: serve has no option --prot; did you mean --port?
                ./timer-bench serve --help lists the options
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rn                              | there is no command rn; did you mean run?
                    dialect chek                    | dialect has no command chek; did you mean check?
                    run --profile=smok spike        | timerbench.profile: got "smok"
                    run --profile=smok spike        | did you mean smoke?
                    run soap                        | there is no simulation "soap"; did you mean SoakSimulation?
                    run TimerCreationSimulatio      | did you mean TimerCreationSimulation?
                    run creatoin                    | did you mean TimerCreationSimulation?
                    compare --dialect quirel        | did you mean quirrel?
                    serve --database postgers       | did you mean postgres?
                    compare --databases x,mongodv   | wanted one or more of memory, postgres
                    compare --databases mongo       | did you mean mongodb?
                    compare --operations creat      | did you mean create?
                    sweep --setting service.poolSize --values 1,2 --operation craete | did you mean create?
                    recover --faults kil:service    | did you mean kill?
                    capacity --database memory      | wanted one of postgres, cassandra, mongodb, dynamodb
                    history list --format jsn       | did you mean json?
                    run spike --on docker           | --on: says where several generators run
                    run spike more                  | run takes no argument "more"
                    run spike -x                    | run has no option -x
                    """)
    void whatWasMeantIsAskedInAtMostTwoLines(String line, String answer) {
        assertThat(execute(line.split(" "))).as("%s", err).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSizeBetween(1, 2)
                .first()
                .asString()
                .contains(answer);
    }

    @Test
    void aGroupOfCommandsWithoutOneEndsWith2AndListsThem() {
        assertThat(execute("history")).isEqualTo(2);
        assertThat(err.toString())
                .contains("Usage: timer-bench history")
                .contains("trend")
                .contains("import");
    }

    private String printed(String... args) {
        StringWriter out = new StringWriter();
        assertThat(TimerBench.commandLine().setOut(new PrintWriter(out)).execute(args))
                .isZero();
        return out.toString();
    }

    @Test
    void theListFitsTheConsoleAndItsNamesAreForScripts() {
        String list = printed("list");
        assertThat(list.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        List<String> names = printed("list", "--names").lines().toList();
        assertThat(names).contains("SpikeSimulation").isEqualTo(Simulations.names());
        assertThat(list.lines().map(line -> line.replaceFirst(" .*", "")).filter(name -> !name.isEmpty()))
                .isEqualTo(names);
    }

    @Test
    void theVersionIsThatOfTimerBench() {
        assertThat(printed("--version"))
                .matches(
                        "timer-bench 1\\.0\\.0-SNAPSHOT( \\(\\p{XDigit}{7}(-dirty)?\\))?, Gatling 3\\.[.\\d]+, Java \\d.*\\R");
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
        assertThat(execute("run", "xyz")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no simulation \"xyz\"").contains("SpikeSimulation");
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
}
