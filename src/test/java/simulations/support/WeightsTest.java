package simulations.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {
    private static Map<Integer, Double> parsed(String... lines) {
        return Weights.parsed("sizes.csv", List.of(lines), "bytes", Integer::valueOf);
    }

    @Test
    void valuesKeepTheOrderOfTheFileAndTheirWeights() {
        assertThat(parsed("bytes,weight", "200,70", "", " 20 , 0.5 "))
                .containsExactly(Map.entry(200, 70.0), Map.entry(20, 0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "200,", "200,7,1", "\"200\",7", "many,7", "200,0", "200,-1", "200,NaN", "10,1"})
    void aLineThatIsNotAValueAndAWeightIsRefusedWithItsNumber(String line) {
        assertThatThrownBy(() -> parsed("bytes,weight", "10,1", line))
                .hasMessage("sizes.csv, line 3: must be a new bytes, a comma and a weight above 0, without quotes, was "
                        + line);
    }

    @Test
    void aFileWithoutItsHeadOrWithoutValuesIsRefused() {
        assertThatThrownBy(() -> parsed("200,70")).hasMessage("sizes.csv must start with the line bytes,weight");
        assertThatThrownBy(() -> parsed("bytes,weight")).hasMessage("sizes.csv has no values");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertThatThrownBy(() -> Weights.read("feeders/no-such.csv", "bytes", Function.identity()))
                .hasMessage("feeders/no-such.csv is not on the class path");
    }
}
