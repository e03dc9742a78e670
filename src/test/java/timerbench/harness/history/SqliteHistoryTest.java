package timerbench.harness.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.settings.SettingsException;

class SqliteHistoryTest extends HistoryContract {
    @TempDir
    private Path folder;

    @Override
    HistorySettings settings() {
        return new HistorySettings(true, "jdbc:sqlite:" + folder.resolve("of").resolve("runs.db"), "");
    }

    @Test
    void aFileThatIsNoHistoryIsNamedAndLeftAsItIs() throws IOException {
        Path other = Files.writeString(folder.resolve("other.db"), "this is something else entirely ".repeat(40));
        String before = Files.readString(other);
        HistorySettings settings = new HistorySettings(true, "jdbc:sqlite:" + other, "");
        assertThatThrownBy(() -> History.open(settings, Optional.empty()))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("other.db");
        assertThat(Files.readString(other)).isEqualTo(before);
    }

    @Test
    void otherAddressesAreRefused() {
        HistorySettings settings = new HistorySettings(true, "jdbc:mysql://localhost/x", "");
        assertThatThrownBy(() -> History.open(settings, Optional.empty()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("timerbench.history.url: got \"jdbc:mysql://localhost/x\", wanted jdbc:sqlite:FILE or"
                        + " jdbc:postgresql://HOST/DATABASE");
    }

    @Test
    void aPasswordIsInNoMessage() {
        HistorySettings settings =
                new HistorySettings(true, "jdbc:postgresql://user:s3cret@127.0.0.1:9/x?password=s3cret", "user");
        assertThatThrownBy(() -> History.open(settings, Optional.of("s3cret")))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("127.0.0.1:9/x")
                .hasMessageNotContaining("s3cret");
    }
}
