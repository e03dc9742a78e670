package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.gate.FileRuns;
import timerbench.harness.run.RunEnvironment.Machine;

class ConditionsTest {
    private final Run run = FileRuns.creates(1_000, 10);

    private List<String> unlike(Run other) {
        return Conditions.differences(run, other).stream()
                .map(Conditions.Compared::difference)
                .toList();
    }

    private List<String> onDatabase(Database database) {
        return unlike(FileRuns.at(run, target -> RunTarget.embedded("groups", 1, database)));
    }

    private List<String> on(String os, String arch, int cpus, String model, long memoryMb) {
        return unlike(FileRuns.on(run, new Machine(os, arch, cpus, model, memoryMb)));
    }

    @Test
    void runsOfTheSameConditionsAreAlikeWhateverTheyMeasured() {
        assertThat(unlike(FileRuns.lost(3))).isEmpty();
    }

    @Test
    void everythingOfTheMachineThatDiffersIsNamed() {
        assertThat(on("Mac OS X 14", "aarch64", 8, "Apple M2", 8_250))
                .containsExactly(
                        "operating system: baseline Linux 6.1.2, candidate Mac OS X 14",
                        "architecture: baseline amd64, candidate aarch64",
                        "CPUs: baseline 2, candidate 8",
                        "CPU model: baseline AMD EPYC, candidate Apple M2");
    }

    @Test
    void anotherMajorVersionOfTheSystemIsUnlikeAndAPatchIsNot() {
        assertThat(on("Linux 6.18.44-fc", "amd64", 2, "AMD EPYC", 8_250)).isEmpty();
        assertThat(on("Linux 61", "amd64", 2, "AMD EPYC", 8_250))
                .containsExactly("operating system: baseline Linux 6.1.2, candidate Linux 61");
    }

    @Test
    void memoryMayDifferByATenthInEitherDirection() {
        assertThat(on("Linux 6.1.2", "amd64", 2, "AMD EPYC", 7_425)).isEmpty();
        assertThat(on("Linux 6.1.2", "amd64", 2, "AMD EPYC", 7_424))
                .containsExactly("memory in MB: baseline 8250, candidate 7424");
        assertThat(on("Linux 6.1.2", "amd64", 2, "AMD EPYC", 9_166)).isEmpty();
        assertThat(on("Linux 6.1.2", "amd64", 2, "AMD EPYC", 9_167)).hasSize(1);
    }

    @Test
    void anotherSimulationProfileOrSettingIsUnlike() {
        Run other = new Run("x", "SpikeSimulation", run.profile(), run.target(), run.environment(), run.trials());
        assertThat(unlike(other)).containsExactly("simulation: baseline CallbackSimulation, candidate SpikeSimulation");
        RunProfile full = new RunProfile("full", Map.of("thresholds", Map.of("p95", "1s"), "users", 5));
        assertThat(unlike(FileRuns.with(run, full)))
                .containsExactly(
                        "profile: baseline ci, candidate full",
                        "setting targetRate: baseline 500, candidate none",
                        "setting thresholds.p95: baseline 250ms, candidate 1s",
                        "setting users: baseline none, candidate 5");
    }

    @Test
    void runsWithAnotherHotGroupAreUnlike() {
        RunProfile hot = new RunProfile(
                "ci", Map.of("targetRate", 500, "thresholds", Map.of("p95", "250ms"), "timers.hotGroup", "0.3"));
        assertThat(unlike(FileRuns.with(run, hot)))
                .containsExactly("setting timers.hotGroup: baseline none, candidate 0.3");
    }

    /** The command line gives texts where the file gives numbers. */
    @Test
    void aSettingOfTheSameTextIsTheSame() {
        RunProfile given = new RunProfile("ci", Map.of("targetRate", "500", "thresholds", Map.of("p95", "250ms")));
        assertThat(unlike(FileRuns.with(run, given))).isEmpty();
    }

    @Test
    void anotherTargetDialectNumberOfInstancesOrLimitIsUnlike() {
        Database database = FileRuns.postgres("18.6", "on");
        assertThat(unlike(FileRuns.at(
                        run,
                        target -> RunTarget.url("durable-timer", List.of("http://a", "http://b"), Optional.of(database))
                                .with(Map.of("service CPUs", "0.5")))))
                .containsExactly(
                        "target: baseline embedded, candidate url",
                        "dialect: baseline groups, candidate durable-timer",
                        "instances: baseline 1, candidate 2",
                        "limit of service CPUs: baseline none, candidate 0.5");
    }

    @Test
    void theAddressesOfATargetMayDiffer() {
        Run here = FileRuns.at(run, target -> RunTarget.url("groups", List.of("http://a"), Optional.empty()));
        Run there = FileRuns.at(run, target -> RunTarget.url("groups", List.of("http://b"), Optional.empty()));
        assertThat(Conditions.differences(here, there)).isEmpty();
    }

    @Test
    void anotherBuildOfAStartedServiceIsAlikeAndShown() {
        Run before = FileRuns.at(run, target -> started("./kala-1", "0"));
        Run after = FileRuns.at(run, target -> started("./kala-2", "1"));
        assertThat(Conditions.differences(before, after)).isEmpty();
        assertThat(Conditions.compare(before, after))
                .contains(new Conditions.Compared(
                        "build", "./kala-1, sha256 000000000000", "./kala-2, sha256 111111111111", true));
    }

    private static RunTarget started(String name, String digit) {
        RunTarget.Build build = new RunTarget.Build(name, digit.repeat(64));
        return RunTarget.started(RunTarget.Kind.PROGRAM, "groups", 1, build, Optional.empty());
    }

    @Test
    void anotherDatabaseDurabilityOriginOrAnEmulatorIsUnlike() {
        assertThat(onDatabase(FileRuns.postgres("18.6", "off")))
                .containsExactly("durability fsync: baseline on, candidate off");
        assertThat(onDatabase(new Database("DynamoDB", Optional.empty(), Map.of(), Optional.of("docker"), true)))
                .containsExactly(
                        "database: baseline PostgreSQL, candidate DynamoDB",
                        "database version: baseline 18.6, candidate none",
                        "durability fsync: baseline on, candidate none",
                        "provision: baseline embedded, candidate docker",
                        "emulator: baseline no, candidate yes");
    }

    @Test
    void anotherMajorVersionOfTheDatabaseIsUnlikeAndAPatchIsNot() {
        assertThat(onDatabase(FileRuns.postgres("18.7", "on"))).isEmpty();
        assertThat(onDatabase(FileRuns.postgres("1.8", "on")))
                .containsExactly("database version: baseline 18.6, candidate 1.8");
    }

    @Test
    void anotherJavaAnotherGatlingAndAnotherCommitAreNotUnlike() {
        RunEnvironment other =
                new RunEnvironment(Optional.empty(), run.environment().machine(), "21", "3.16");
        assertThat(unlike(new Run("x", run.simulation(), run.profile(), run.target(), other, run.trials())))
                .isEmpty();
    }

    @Test
    void aVariantHasTheDatabaseInOnePieceAndNoVersionsOfTheSystem() {
        assertThat(Conditions.ofVariant(run))
                .containsEntry("database", run.target().database().orElseThrow().text())
                .containsEntry("provision", "embedded")
                .containsEntry("machine", "AMD EPYC, 2 processors, 8250 MB")
                .containsEntry("commit", "46342de")
                .containsEntry("setting thresholds", "{p95=250ms}")
                .doesNotContainKeys("operating system", "architecture", "Gatling");
        assertThat(Conditions.compare(run, run))
                .extracting(Conditions.Compared::title)
                .contains("operating system", "architecture", "Gatling", "setting thresholds.p95")
                .doesNotContain("machine", "commit");
    }

    @Test
    void aLoadOfTheHistoryHasNoThresholdsNoVersionAndNoAddresses() {
        assertThat(Conditions.ofLoad(run))
                .hasToString("[ci, {targetRate=500}, EMBEDDED, groups, 1, {}, Optional[PostgreSQL], Optional[embedded],"
                        + " Optional[{fsync=on}]]");
        assertThat(Conditions.ofMachine(run)).hasToString("[Linux, amd64, 2, AMD EPYC, 8]");
    }
}
