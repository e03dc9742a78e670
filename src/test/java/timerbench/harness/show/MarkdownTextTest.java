package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateReports;

class MarkdownTextTest {

    @Test
    void ofManyMetricsAllButEightAreBehindAClick() {
        String text = MarkdownText.render(GateDocument.of(GateReports.file()));
        String open = text.substring(0, text.indexOf("<details>"));
        assertThat(rows(open)).hasSize(2 + 8);
        assertThat(text).contains("<details><summary>2 more</summary>\n\n| metric ");
        assertThat(rows(text)).hasSize(2 * 2 + 10);
    }

    @Test
    void allRowsOfATableHaveAsManyCellsWhateverIsInThem() {
        for (GateReport report : GateReports.all()) {
            List<String> rows = rows(MarkdownText.render(GateDocument.of(report)));
            int cells = report.kind() == GateReport.Kind.PAIRED ? 6 : 5;
            assertThat(rows)
                    .allSatisfy(row ->
                            assertThat(row.replace("\\|", "").split("\\|", -1)).hasSize(cells + 2));
        }
    }

    @Test
    void itHasNoHtmlButWhatIsBehindAClick() {
        for (GateReport report : GateReports.all()) {
            String text = MarkdownText.render(GateDocument.of(report));
            String outsideOfCode = text.replaceAll("(?s)\n(````*)sh\n.*?\n\\1\n", "\n");
            assertThat(outsideOfCode.replaceAll("</?details>|</?summary>", "")).doesNotContain("<");
            assertThat(text.split("<details>", -1)).hasSameSizeAs(text.split("</details>", -1));
        }
    }

    @Test
    void whatMarkdownIsMadeOfReadsAsItIs() {
        assertThat(MarkdownText.of("a|b `c` *d* _e_ [f](g) <h> &amp; ~i~ $j$ #1 \\"))
                .isEqualTo("a\\|b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) &lt;h&gt; &amp;amp; \\~i\\~ \\$j\\$ \\#1 \\\\");
        assertThat(MarkdownText.of("- a")).isEqualTo("\\- a");
        assertThat(MarkdownText.of("---")).isEqualTo("\\---");
        assertThat(MarkdownText.of("1. a")).isEqualTo("1\\. a");
        assertThat(MarkdownText.of("1.084 (1.051–1.118)")).isEqualTo("1.084 (1.051–1.118)");
        assertThat(MarkdownText.of(" a\n\u001b# b ")).isEqualTo("a \\# b");
    }

    @Test
    void itIsNeverTooLongForAComment() {
        String many = MarkdownText.render(GateDocument.of(GateReports.large(500, 20)));
        assertThat(many).contains("492 more: too long to be shown here, see verdict.json");
        for (String text : List.of(many, MarkdownText.render(GateDocument.of(GateReports.large(20, 100_000))))) {
            assertThat(text).hasSizeLessThan(65_536).startsWith("## INCONCLUSIVE: ");
        }
        assertThat(MarkdownText.of("𝄞".repeat(600))).isEqualTo("𝄞".repeat(600));
        assertThat(MarkdownText.of("𝄞".repeat(601))).isEqualTo("𝄞".repeat(600) + " …");
    }

    @Test
    void nobodyIsCalledByName() {
        assertThat(MarkdownText.of("@ada, image@sha256:12")).isEqualTo("@\u2060ada, image@sha256:12");
    }

    @Test
    void howToRunItAgainIsACommandThatNothingEnds() {
        assertThat(MarkdownText.render(GateDocument.of(GateReports.regression())))
                .endsWith("### Run it again\n\n```sh\n./timer-bench gate --baseline-target git:HEAD~1"
                        + " --candidate-target git:HEAD --seed 42\n```\n");
        assertThat(MarkdownText.render(GateDocument.of(GateReports.file()))).doesNotContain("Run it again");
        assertThat(MarkdownText.code("a ```` b\n```")).isEqualTo("`````sh\na ```` b ```\n`````");
    }

    private static List<String> rows(String text) {
        return text.lines().filter(line -> line.startsWith("|")).toList();
    }
}
