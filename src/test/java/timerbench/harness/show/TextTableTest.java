package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {
    @ParameterizedTest
    @ValueSource(ints = {18, 19, 20, 21, 22, 23, 24, 25, 40})
    void whatStandsOverTheLabelsIsShownWhateverRoomTheColumnsLeave(int width) {
        Table table = Table.of(
                "operation",
                List.of(Table.Column.of("p50", "ms"), Table.Column.of("max", "ms")),
                List.of(Table.Row.of("list first", "17,969", "35,028")));

        assertThat(TextTable.lines(table, width))
                .anyMatch(line -> line.startsWith("operation"))
                .allMatch(line -> line.length() <= width);
    }
}
