package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColoursTest {
    private static boolean on(Map<String, String> environment, boolean terminal) {
        return Colours.of(environment, terminal).on();
    }

    @Test
    void onlyATerminalHasColour() {
        assertThat(on(Map.of(), true)).isTrue();
        assertThat(on(Map.of("TERM", "xterm-256color"), true)).isTrue();
        assertThat(on(Map.of("TERM", "xterm-256color"), false)).isFalse();
    }

    @Test
    void noColorTurnsItOffUnlessItIsEmpty() {
        assertThat(on(Map.of("NO_COLOR", "1"), true)).isFalse();
        assertThat(on(Map.of("NO_COLOR", "0"), true)).isFalse();
        assertThat(on(Map.of("NO_COLOR", ""), true)).isTrue();
    }

    @Test
    void aDumbTerminalHasNone() {
        assertThat(on(Map.of("TERM", "dumb"), true)).isFalse();
    }

    @Test
    void eachToneHasItsColourAndEndsIt() {
        Colours colours = new Colours(true);
        assertThat(colours.good("PASS")).isEqualTo("\u001b[32mPASS\u001b[0m");
        assertThat(colours.bad("FAIL")).isEqualTo("\u001b[31mFAIL\u001b[0m");
        assertThat(colours.undecided("not judged")).isEqualTo("\u001b[33mnot judged\u001b[0m");
        assertThat(Colours.NONE.good("PASS")).isEqualTo("PASS");
    }
}
