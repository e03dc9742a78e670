package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagingTest {
    @TempDir
    private Path folder;

    private Paging paging(String lines) throws IOException {
        String list = "list { method = GET, path = \"/t\", done.status = 200\n" + lines + "\n}";
        return Dialect.load(Dialects.written(folder, Dialects.LEAST + list).toString())
                .paging();
    }

    @Test
    void aCursorIsWhatTheServiceTellsAndTheFirstPageHasNone() throws IOException {
        Paging paging = paging("query.c = \"{cursor}\", timers = data.items, nextCursor = data.next");
        assertThat(paging.start()).isEqualTo(Value.CURSOR);
        assertThat(paging.first()).isEmpty();
        assertThat(paging.next("x", 10, 10)).isNull();
    }

    @Test
    void theFirstCursorMayBeFixed() throws IOException {
        assertThat(paging("query.c = \"{cursor}\", first = 0").first()).contains("0");
    }

    @Test
    void pagesAreCountedUntilOneIsNotFull() throws IOException {
        Paging paging = paging("query.p = \"{page}\", timers = \".\"");
        assertThat(paging.start()).isEqualTo(Value.PAGE);
        assertThat(paging.first()).contains("1");
        assertThat(paging.next("1", 10, 10)).isEqualTo("2");
        assertThat(paging.next("2", 10, 9)).isNull();
        assertThat(paging("query.p = \"{page}\", timers = \".\", first = 0").first())
                .contains("0");
    }

    @Test
    void anOffsetGrowsByTheSizeOfAPage() throws IOException {
        Paging paging = paging("query { o = \"{offset}\", n = \"{limit}\" }, timers = t");
        assertThat(paging.first()).contains("0");
        assertThat(paging.next("20", 10, 10)).isEqualTo("30");
        assertThat(paging.next("30", 10, 0)).isNull();
    }

    @Test
    void aDialectWithoutAListHasNoPages() throws IOException {
        assertThat(Dialects.creating(folder, "").paging()).isEqualTo(Paging.NONE);
    }
}
