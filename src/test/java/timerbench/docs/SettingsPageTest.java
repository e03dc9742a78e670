package timerbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Golden;

class SettingsPageTest {
    @Test
    void thePageSaysWhatTheReferenceSays() throws IOException {
        Golden.assertSame(Golden.FOLDER.relativize(Path.of("docs/settings.md")).toString(), SettingsPage::render);
    }

    @Test
    void aSettingHasTheCommentAboveItOrOfTheBlockThatItIsCopiedFrom() {
        ReferenceComments comments = ReferenceComments.of(List.of(
                "# A block.",
                "a {",
                "  # Two",
                "  # lines.",
                "  b = 1",
                "  # A list.",
                "  c = [",
                "    { d = 1 }",
                "  ]",
                "  none { e = 1 }",
                "}",
                "f = ${a} {",
                "  # Another.",
                "  c = []",
                "}"));

        assertThat(comments.of("a")).contains("A block.");
        assertThat(comments.of("a.b")).contains("Two lines.");
        assertThat(comments.of("a.c")).contains("A list.");
        assertThat(comments.of("a.none")).isEmpty();
        assertThat(comments.of("f.b")).contains("Two lines.");
        assertThat(comments.of("f.c")).contains("Another.");
    }
}
