package timerbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.settings.Settings;

class BareCreatesTest {
    private static Settings database(String name) {
        return Settings.load().with(Map.of("timerbench.database", name, "timerbench.provision", "embedded"));
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
}
