package timerbench.harness.judge.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.history.Trend.TrendLine;
import timerbench.harness.run.Golden;
import timerbench.harness.run.SummaryMetric;
import timerbench.harness.show.Drawn;
import timerbench.harness.show.HistoryCsv;
import timerbench.harness.show.HistoryJson;
import timerbench.harness.show.HistoryTable;
import timerbench.harness.show.TrendDocument;

class TrendTest {
    private static Trend trend(Optional<String> database, SummaryMetric... metrics) {
        return trend(Histories.rows(), database, metrics);
    }

    private static Trend trend(List<HistoryRow> rows, Optional<String> database, SummaryMetric... metrics) {
        return Trend.of(rows, new Trend.Question("callback", database, List.of(metrics), Histories.RULES));
    }

    @Test
    void onlyRunsThatMayBeComparedAreOnOneLine() {
        Trend trend = trend(Optional.empty(), SummaryMetric.THROUGHPUT_OPS_PER_SEC);

        assertThat(trend.lines())
                .extracting(
                        line -> line.database().orElseThrow(),
                        line -> line.points().size())
                .containsExactly(tuple("postgres", 40), tuple("cassandra", 5), tuple("postgres", 2));
        assertThat(trend.invalid()).isEqualTo(1);
    }

    @Test
    void aChangeOfLevelIsToldAndAnOutlierMarkedAndKept() {
        TrendLine line = trend(Optional.of("postgres"), SummaryMetric.THROUGHPUT_OPS_PER_SEC)
                .lines()
                .get(0);

        assertThat(line.changes()).singleElement().satisfies(change -> {
            assertThat(change.at()).isEqualTo(24);
            assertThat(line.isBetter(change)).isFalse();
            assertThat(line.around(change))
                    .extracting(row -> row.gitCommit().orElseThrow())
                    .containsExactly("%040x".formatted(0xabc017), "%040x".formatted(0xabc018));
        });
        assertThat(line.points()).hasSize(40);
        assertThat(line.points().get(10).isOutlier()).isTrue();
        assertThat(line.points().stream().filter(TrendLine.Point::isOutlier)).hasSizeLessThan(4);
    }

    @Test
    void ofTheLinesOfADatabaseAndProfileTheNewestWithEnoughRunsIsJudged() {
        Trend worse = trend(Optional.of("postgres"), SummaryMetric.THROUGHPUT_OPS_PER_SEC);
        assertThat(worse.judged()).containsExactly(worse.lines().get(0));
        assertThat(worse.standing()).isEqualTo(Trend.Standing.WORSE);

        // Two runs of the other machine are there already.
        List<HistoryRow> rows = Histories.rows();
        for (int day = 40; day < 46; day++) {
            assertThat(trend(rows, Optional.of("postgres"), SummaryMetric.THROUGHPUT_OPS_PER_SEC)
                            .standing())
                    .isEqualTo(Trend.Standing.WORSE);
            rows.add(Histories.elsewhere(day, 500));
        }
        assertThat(trend(rows, Optional.of("postgres"), SummaryMetric.THROUGHPUT_OPS_PER_SEC)
                        .standing())
                .isEqualTo(Trend.Standing.NOT_WORSE);
    }

    @Test
    void theTableIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame(
                "trend.txt",
                () -> TrendDocument.console(
                        trend(
                                Optional.of("postgres"),
                                SummaryMetric.THROUGHPUT_OPS_PER_SEC,
                                SummaryMetric.LATENCY_P95_MS),
                        Histories.RULES));
    }

    @Test
    void filesAreAsTheirGoldenFilesInEveryLocale() throws IOException {
        List<HistoryRow> few = Histories.rows().subList(0, 3);
        Golden.assertSame("history.csv", () -> HistoryCsv.text(few));
        Golden.assertSame("history.json", () -> HistoryJson.text(few));
        List<HistoryRow> all = Histories.rows();
        Golden.assertSame("history.txt", () -> HistoryTable.text(all.subList(all.size() - 8, all.size())));
    }

    @Test
    void thePageIsDrawnWhole(@TempDir Path folder) throws IOException, InterruptedException {
        Trend trend = trend(Optional.empty(), SummaryMetric.THROUGHPUT_OPS_PER_SEC, SummaryMetric.LATENCY_P95_MS);
        // Forty runs of PostgreSQL; the others are too few.
        Drawn.assertWhole(TrendDocument.page(trend, Histories.RULES), 2, folder);
    }
}
