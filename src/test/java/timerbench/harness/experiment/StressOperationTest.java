package timerbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Word;
import timerbench.harness.targets.dialect.Dialect;

class StressOperationTest {
    @Test
    void theyAreThoseOfTheSimulation() throws ClassNotFoundException {
        Object[] known = Class.forName("simulations.StressSettings$Kind").getEnumConstants();
        assertThat(Word.words(StressOperation.class))
                .isEqualTo(Arrays.stream(known)
                        .map(kind -> kind.toString().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void aDialectWithoutAListLacksOnlyThat() {
        Dialect dialect = Dialect.load("durable-timer");
        assertThat(StressOperation.LIST.missingIn(dialect)).containsExactly("list");
        assertThat(StressOperation.MIXED.missingIn(dialect)).isEmpty();
        assertThat(StressOperation.LIST.missingIn(Dialect.load("groups"))).isEmpty();
    }
}
