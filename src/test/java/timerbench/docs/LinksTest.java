package timerbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links to other sites are not fetched. */
class LinksTest {
    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFileOrAHeadingOfTheRepository(MarkdownPage page) {
        for (String link : page.links()) {
            if (!link.matches("[a-z]+:.*")) {
                String[] parts = link.split("#", 2);
                Path folder = page.path().resolveSibling("").normalize();
                Path target = parts[0].isEmpty()
                        ? page.path()
                        : folder.resolve(parts[0]).normalize();
                assertThat(target)
                        .as("%s: (%s)", page, link)
                        .satisfies(file -> assertThat(Files.exists(file)).isTrue());
                if (parts.length == 2) {
                    assertThat(MarkdownPage.read(target).anchors())
                            .as("%s: (%s)", page, link)
                            .contains(parts[1]);
                }
            }
        }
    }

    @Test
    void anchorsAreThoseOfGitHub() {
        String text = """
                # In a `pipeline`, and so on
                ```sh
                # no heading
                ```
                ## What it sees
                ## What it sees
                ## [A link](b.md) – and a dash
                """;
        assertThat(new MarkdownPage(Path.of("a.md"), text).anchors())
                .containsExactly("in-a-pipeline-and-so-on", "what-it-sees", "what-it-sees-1", "a-link--and-a-dash");
    }

    @Test
    void everyPageOfTheFolderIsInItsIndex() {
        MarkdownPage index = MarkdownPage.read(Path.of("docs/README.md"));
        List<String> links = index.links();
        for (MarkdownPage page : pages()) {
            Path folder = Path.of("docs");
            if (folder.equals(page.path().getParent()) && !page.path().equals(index.path())) {
                assertThat(links)
                        .anyMatch(link -> link.split("#", 2)[0].equals(
                                page.path().getFileName().toString()));
            }
        }
    }

    @Test
    void theReadmeIsReadInAMinute() {
        List<String> lines =
                MarkdownPage.read(Path.of("README.md")).text().lines().toList();
        assertThat(lines).hasSizeLessThanOrEqualTo(120);
        assertThat(lines).allMatch(line -> line.startsWith("|") || line.length() <= 118);
    }
}
