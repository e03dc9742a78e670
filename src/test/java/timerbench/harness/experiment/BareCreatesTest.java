package timerbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.settings.Overrides;

class BareCreatesTest {
    private static Variant database(String name) {
        return new Variant(name, Map.of("timerbench.database", name, "timerbench.provision", "embedded"));
    }

    @Test
    void memoryHasNoBareDriver() {
        assertThat(BareCreates.of(database("memory"))).isEmpty();
    }

    @Test
    void whereTheDatabaseIsNotToBeHadTheReasonTakesThePlaceOfTheFigure() {
        assertThat(BareCreates.of(database("mongodb"))).hasValueSatisfying(bare -> {
            assertThat(bare.perSecond()).isEmpty();
            assertThat(bare.failure().orElseThrow()).startsWith("MongoDB cannot be embedded");
        });
    }

    @Test
    void theSettingsOfAVariantAreInForceOnlyMeanwhile() {
        String database =
                Overrides.with(database("memory").settings(), settings -> System.getProperty("timerbench.database"));
        assertThat(database).isEqualTo("memory");
        assertThat(System.getProperty("timerbench.database")).isNull();
    }
}
