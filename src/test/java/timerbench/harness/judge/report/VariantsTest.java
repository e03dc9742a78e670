package timerbench.harness.judge.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Database;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.SampleRuns;
import timerbench.harness.run.SummaryMetric;

class VariantsTest {
    private static Run run(String database, int second, double rate) {
        SampleRuns.Kind kind = SampleRuns.kind().on(database);
        return SampleRuns.run(kind.at(kind.from().plusSeconds(second), rate));
    }

    @Test
    void runsThatAreAlikeAreRepeatsOfOneVariantAndNamedByWhatTellsThemApart() {
        Variants variants =
                Variants.of(List.of(run("PostgreSQL", 1, 490), run("Cassandra", 2, 240), run("PostgreSQL", 3, 510)));

        assertThat(variants.all())
                .extracting(Variants.Variant::name)
                .containsExactly("PostgreSQL 18.6", "Cassandra 18.6");
        assertThat(variants.reference().runs()).hasSize(2);
        assertThat(variants.differences()).containsOnlyKeys("database");
    }

    @Test
    void databasesOfOneProductAreNamedByWhatElseTellsThemApart() {
        Run safe = run("PostgreSQL", 1, 490);
        Run unsafe = run("PostgreSQL", 2, 900);
        Database database = new Database("PostgreSQL", Optional.of("18.6"), Map.of("fsync", "off"));
        Run off = new Run(
                unsafe.runId(),
                unsafe.simulation(),
                unsafe.profile(),
                RunTarget.embedded(safe.target().dialect(), safe.target().instances(), database),
                unsafe.environment(),
                unsafe.trials());

        assertThat(Variants.of(List.of(safe, off)).all())
                .extracting(Variants.Variant::name)
                .satisfies(names -> {
                    assertThat(names.get(0)).startsWith("PostgreSQL 18.6 · fsync=on");
                    assertThat(names.get(1)).startsWith("PostgreSQL 18.6 · fsync=off");
                });
    }

    @Test
    void aSettingThatWasGivenForTheServiceMakesAVariant() {
        Run plain = run("PostgreSQL", 1, 490);
        Run pooled = run("PostgreSQL", 2, 500);
        RunProfile given = new RunProfile(
                pooled.profile().name(),
                pooled.profile().settings(),
                Map.of("timerbench.service.poolSize", "4", "timerbench.receiver.port", "9000"));
        Run four = new Run(
                pooled.runId(), pooled.simulation(), given, pooled.target(), pooled.environment(), pooled.trials());

        assertThat(Variants.of(List.of(plain, four)).differences())
                .isEqualTo(Map.of("setting service.poolSize", List.of("none", "4")));
    }

    /** With all that differs, their names would be longer than what is told of them. */
    @Test
    void variantsThatDifferInMuchAreNamedByWhatIsEnoughToTellThemApart() {
        List<Run> runs = List.of(
                withSettings(run("PostgreSQL", 1, 490), Map.of("mix", "a".repeat(80), "rate", 5, "hold", "9s")),
                withSettings(run("Cassandra", 2, 480), Map.of("mix", "b".repeat(80), "rate", 6, "hold", "9s")),
                withSettings(run("PostgreSQL", 3, 470), Map.of("mix", "b".repeat(80), "rate", 5, "hold", "60s")));

        Variants variants = Variants.of(runs);

        assertThat(variants.all())
                .extracting(Variants.Variant::name)
                .containsExactly(
                        "PostgreSQL 18.6, setting hold 9s",
                        "Cassandra 18.6, setting hold 9s",
                        "PostgreSQL 18.6, setting hold 60s");
        assertThat(variants.untold()).containsExactlyInAnyOrder("setting mix", "setting rate");
        assertThat(variants.differences()).containsOnlyKeys("database", "setting hold", "setting mix", "setting rate");
    }

    @Test
    void aSettingThatIsCalledNoneIsNotOneThatWasNotGiven() {
        String much = "a".repeat(80);
        List<Run> runs = List.of(
                withSettings(run("PostgreSQL", 1, 490), Map.of("mix", much)),
                withSettings(run("PostgreSQL", 2, 480), Map.of("mix", much, "mode", "none")),
                withSettings(run("PostgreSQL", 3, 470), Map.of("mix", "b".repeat(80), "mode", "none")));

        assertThat(Variants.of(runs).all())
                .extracting(Variants.Variant::name)
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    private static Run withSettings(Run run, Map<String, Object> settings) {
        return new Run(
                run.runId(),
                run.simulation(),
                new RunProfile(run.profile().name(), settings),
                run.target(),
                run.environment(),
                run.trials());
    }

    @Test
    void ratiosAreToTheFirstWithAnIntervalWhereBothWereRepeated() {
        Variants variants = Variants.of(List.of(
                run("PostgreSQL", 1, 490),
                run("PostgreSQL", 2, 510),
                run("Cassandra", 3, 240),
                run("Cassandra", 4, 250),
                run("MongoDB", 5, 250)));

        assertThat(variants.ratio(variants.all().get(1), SummaryMetric.THROUGHPUT_OPS_PER_SEC))
                .hasValueSatisfying(ratio -> {
                    assertThat(ratio.ratio()).isCloseTo(0.5, within(0.01));
                    assertThat(ratio.interval()).isPresent();
                });
        assertThat(variants.ratio(variants.all().get(2), SummaryMetric.THROUGHPUT_OPS_PER_SEC))
                .hasValueSatisfying(ratio -> assertThat(ratio.interval()).isEmpty());
        assertThat(variants.ratio(variants.all().get(1), SummaryMetric.LOST))
                .as("of nothing")
                .isEmpty();
    }

    @Test
    void noRunOrOneTwiceIsNoReport() {
        assertThatThrownBy(() -> new Report(List.of())).hasMessage("wanted at least one run and none twice, got ");
        Run run = run("PostgreSQL", 1, 1);
        assertThatThrownBy(() -> new Report(List.of(run, run)))
                .hasMessageStartingWith("wanted at least one run and none twice, got callbacksimulation-1");
    }
}
