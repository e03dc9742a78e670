package timerbench.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file of the repository, in the parts that can be checked. */
record MarkdownPage(Path path, String text) {
    /** A fenced block of code. Blocks in lists are indented. */
    private static final Pattern BLOCK =
            Pattern.compile("^( *)```(\\w*)\n(.*?)^ *```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?) *$", Pattern.MULTILINE);
    private static final Set<String> NO_PAGES = Set.of("target", "results", "reports", "src", ".git");

    /** Returns every page of the checkout, without what a build or a run has written. */
    static List<MarkdownPage> all() {
        List<MarkdownPage> pages = new ArrayList<>();
        try (Stream<Path> entries = Files.list(Path.of(""))) {
            for (Path entry : entries.filter(each -> !NO_PAGES.contains(each.toString()))
                    .sorted()
                    .toList()) {
                addPages(entry, pages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    private static void addPages(Path entry, List<MarkdownPage> pages) throws IOException {
        try (Stream<Path> files = Files.walk(entry)) {
            files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(MarkdownPage::read)
                    .forEach(pages::add);
        }
    }

    static MarkdownPage read(Path path) {
        try {
            return new MarkdownPage(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the content of the fenced blocks of one language, without the indentation of the fence. */
    List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(2).equals(language))
                .map(block -> block.group(3).replaceAll("(?m)^" + block.group(1), ""))
                .toList();
    }

    /** Returns the languages of all fenced blocks; an empty text for a block that names none. */
    Set<String> languages() {
        Set<String> languages = new LinkedHashSet<>();
        BLOCK.matcher(text).results().forEach(block -> languages.add(block.group(2)));
        return languages;
    }

    /** Returns the pieces of code within the text and its tables, each on one line. */
    List<String> codeInText() {
        return CODE.matcher(withoutBlocks())
                .results()
                .map(code -> code.group(1).replaceAll("\\s+", " "))
                .toList();
    }

    /** Returns the targets of links and pictures. */
    List<String> links() {
        String prose = CODE.matcher(withoutBlocks()).replaceAll("code");
        return LINK.matcher(prose).results().map(link -> link.group(1)).toList();
    }

    /** Returns the anchors of the headings, as GitHub makes them. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String heading : headings()) {
            String anchor = anchor(heading);
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    List<String> headings() {
        return HEADING.matcher(withoutBlocks())
                .results()
                .map(heading -> heading.group(1))
                .toList();
    }

    /** Links count by their text; punctuation goes; each space becomes a hyphen. */
    private static String anchor(String heading) {
        return heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
                .replace(' ', '-');
    }

    private String withoutBlocks() {
        return BLOCK.matcher(text).replaceAll("");
    }

    /** Returns the commands of the fenced blocks of shell and of the code within the text, one a line. */
    List<ShellCommand> commands() {
        List<ShellCommand> commands = new ArrayList<>();
        blocks("sh").forEach(block -> commands.addAll(ShellCommand.in(block)));
        codeInText().stream()
                .filter(code -> code.contains("./timer-bench "))
                .forEach(code -> commands.addAll(ShellCommand.in(code)));
        return commands;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
