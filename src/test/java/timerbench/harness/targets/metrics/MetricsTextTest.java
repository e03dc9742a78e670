package timerbench.harness.targets.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTextTest {
    private static Map<MetricsText.Series, Double> read(String text) {
        return new MetricsText(Set.of("a", "b:c_total")).read(text);
    }

    private static MetricsText.Series a(String... labels) {
        return new MetricsText.Series("a", labels.length == 0 ? Map.of() : Map.of(labels[0], labels[1]));
    }

    @Test
    void theChosenMetricsAreReadAndNoOthers() {
        assertThat(read("""
                # HELP a Something "quoted" {and braced
                # TYPE a counter
                a{x="1"} 3.0
                a{x="2",y="z"} 4

                a_count{x="1"} 5
                ab 6
                b:c_total 1.203E3
                {"error": "not Prometheus' text"}
                """))
                .containsExactly(
                        entry(a("x", "1"), 3.0),
                        entry(new MetricsText.Series("a", Map.of("x", "2", "y", "z")), 4.0),
                        entry(new MetricsText.Series("b:c_total", Map.of()), 1203.0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    a{x="a\\"b"} 1             | a"b
                    a{x="a\\\\"} 1             | a\\
                    a{x="a\\\\n"} 1            | a\\n
                    a{x="a\\\\\\"b"} 1         | a\\"b
                    a{x="a\\tb"} 1             | a\\tb
                    a{x="}, y=\\"1\\" 2 # {,"} 1 | }, y="1" 2 # {,
                    a{x="über $1"} 1           | über $1""")
    void escapesAndPunctuationInALabelAreOfTheLabel(String line, String label) {
        assertThat(read(line)).containsExactly(entry(a("x", label), 1.0));
    }

    @Test
    void anEscapedLineBreakIsOne() {
        assertThat(read("a{x=\"1\\n2\"} 1")).containsOnlyKeys(a("x", "1\n2"));
    }

    @Test
    void aLabelOfManyEscapesIsReadWhole() {
        assertThat(read("a{x=\"" + "\\\\".repeat(20_000) + "\"} 1")).containsOnlyKeys(a("x", "\\".repeat(20_000)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    a 1
                      a   1
                    a{} 1
                    a 1\t
                    a 1.0 1395066363000
                    a 1 -5
                    a{ } 1 1395066363.5 # {trace_id="x"} 0.5
                    a 1 # a comment""")
    void blanksTimestampsAndExemplarsAreAllowed(String line) {
        assertThat(read(line + "\r\nab 2\r\n")).containsExactly(entry(a(), 1.0));
    }

    @Test
    void blanksAndALastCommaBetweenLabelsAreAllowed() {
        assertThat(read("a { x = \"1\" , } 1")).containsExactly(entry(a("x", "1"), 1.0));
    }

    @Test
    void specialValuesAreRead() {
        assertThat(read("a{x=\"1\"} NaN\na{x=\"2\"} +Inf\na{x=\"3\"} -Inf").values())
                .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    a                   | not {labels} and a value
                    a{x="1"}            | not {labels} and a value
                    a{x="1" 1           | not {labels} and a value
                    a{x="1\\"} 1        | not {labels} and a value
                    a 1 2 3             | not {labels} and a value
                    a{x=1} 1            | not a label: x=1
                    a{x="1" y="2"} 1    | not a label: x="1" y="2"
                    a{x="1",,} 1        | not a label: ,
                    a{x="1",x="2"} 1    | the label x occurs twice
                    a one               | For input string: "one\"""")
    void aLineThatCannotBeReadIsNamed(String line, String why) {
        assertThatThrownBy(() -> read("ab 1\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2, " + line + ": " + why);
    }

    @Test
    void aSeriesThatComesTwiceIsRefused() {
        assertThatThrownBy(() -> read("a{x=\"1\",y=\"2\"} 1\na{y=\"2\",x=\"1\"} 1"))
                .hasMessageEndingWith("the series occurs twice");
    }
}
