package simulations.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.settings.InputCheck;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

class WeightsTest {
    private static Map<Integer, Double> parsed(String... lines) {
        return parsed(StandardCharsets.UTF_8, lines);
    }

    private static Map<Integer, Double> parsed(Charset charset, String... lines) {
        return Weights.parsed("sizes.csv", String.join("\n", lines).getBytes(charset), "bytes", Integer::valueOf);
    }

    @Test
    void valuesKeepTheOrderOfTheFileAndTheirWeights() {
        assertThat(parsed("bytes,weight", "200,70", "", " 20 , 0.5 "))
                .containsExactly(Map.entry(200, 70.0), Map.entry(20, 0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFbytes,weight", "bytes, weight", " bytes ,\u00a0weight ", "bytes,weight\r"})
    void aByteOrderMarkAndSpacesInTheHeadAreNothing(String head) {
        assertThat(parsed(head.replace("\u00a0", " "), "200,70")).containsExactly(Map.entry(200, 70.0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            200     | 4 | wanted bytes,weight; there is no comma
            200;70  | 4 | got ";", wanted two fields, separated by a comma, without quotes
            "200",7 | 1 | got "\"", wanted two fields, separated by a comma, without quotes
            200,7,1 | 6 | wanted bytes,weight; there is a second comma
            ,7      | 1 | got "", wanted bytes
            many,7  | 1 | got "many", wanted bytes, a whole number
            200,    | 5 | got "", wanted a weight above 0
            200,x   | 5 | got "x", wanted a weight above 0
            200,0   | 5 | got "0", wanted a weight above 0
            200,-1  | 5 | got "-1", wanted a weight above 0
            200,NaN | 5 | got "NaN", wanted a weight above 0
            10,2    | 1 | "10" is there a second time
            """)
    void aLineThatIsNotAValueAndAWeightIsRefusedWithItsPlace(String line, int column, String what) {
        assertThatThrownBy(() -> parsed("bytes,weight", "10,1", line))
                .isInstanceOf(SettingsException.class)
                .hasMessage("sizes.csv, line 3, column " + column + ": " + what);
    }

    @Test
    void theColumnIsThatOfTheWeightBehindItsSpaces() {
        assertThatThrownBy(() -> parsed("bytes,weight", "10,  x"))
                .hasMessage("sizes.csv, line 2, column 6: got \"x\", wanted a weight above 0");
    }

    @Test
    void aFileWithoutItsHeadOrWithoutValuesIsRefused() {
        assertThatThrownBy(() -> parsed("200,70"))
                .hasMessage("sizes.csv, line 1, column 1: got \"200\", wanted bytes,weight");
        assertThatThrownBy(() -> parsed("bytes,share"))
                .hasMessage("sizes.csv, line 1, column 7: got \"share\", wanted weight");
        assertThatThrownBy(() -> parsed("bytes;weight", "200;70"))
                .hasMessage("sizes.csv, line 1, column 6: got \";\","
                        + " wanted two fields, separated by a comma, without quotes");
        assertThatThrownBy(() -> parsed(""))
                .hasMessage("sizes.csv, line 1, column 1: wanted bytes,weight; there is no comma");
        assertThatThrownBy(() -> parsed("bytes,weight")).hasMessage("sizes.csv has no values");
    }

    @Test
    void aFileOfAnotherEncodingIsRefusedWhereItDiffers() {
        assertThatThrownBy(() -> parsed(StandardCharsets.ISO_8859_1, "bytes,weight", "2ü,70"))
                .hasMessage("sizes.csv, line 2, column 2: is not UTF-8; save the file as UTF-8");
        assertThatThrownBy(() -> parsed(StandardCharsets.UTF_16, "bytes,weight"))
                .hasMessage("sizes.csv, line 1, column 1: is not UTF-8; save the file as UTF-8");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertThatThrownBy(() -> Weights.read("feeders/no-such.csv", "bytes", Function.identity()))
                .hasMessage("feeders/no-such.csv is not on the class path");
    }

    @Test
    void theFilesAreCheckedBeforeAnythingIsStarted() {
        ServiceLoader<InputCheck> checks = ServiceLoader.load(InputCheck.class);
        assertThat(checks).hasAtLeastOneElementOfType(FeederFiles.class);
        checks.forEach(check -> check.check(Settings.load()));
    }
}
