package timerbench.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String said(boolean terminal) {
        Console console = new Console(new PrintStream(bytes, true, UTF_8), terminal);
        console.progress("one");
        console.progress("two");
        console.say("three");
        console.say("four");
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void onATerminalProgressStandsInPlaceAndMakesRoomForWhatStays() {
        assertThat(said(true)).isEqualTo("\r\u001b[Kone\r\u001b[Ktwo\r\u001b[Kthree\nfour\n");
    }

    @Test
    void elsewhereEveryProgressIsALine() {
        assertThat(said(false)).isEqualTo("one\ntwo\nthree\nfour\n");
    }
}
