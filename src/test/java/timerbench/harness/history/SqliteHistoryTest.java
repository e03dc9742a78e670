package timerbench.harness.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://localhost/x",
                "postgresql://user:s3cret@localhost/x",
                "jdbc:postgresql://user:s3cret@localhost/x",
                "jdbc:postgresql://localhost/x?ssl=true&password=s3cret",
                "jdbc:postgresql://localhost/x?sslPassword=s3cret"
            })
    void otherAddressesAndThoseWithAPasswordAreRefusedAndNotQuoted(String url) {
        assertThatThrownBy(() -> new HistorySettings(true, url, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("url must be jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE, with the"
                        + " user in history.user and the password in the environment variable HISTORY_PASSWORD");
    }

    @Test
    void aPasswordIsInNoMessage() {
        HistorySettings settings = new HistorySettings(true, "jdbc:postgresql://127.0.0.1:9/x?ssl=false", "user");
        assertThatThrownBy(() -> History.open(settings, Optional.of("s3cret")))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("127.0.0.1:9/x")
                .hasMessageNotContaining("s3cret");
    }
}
