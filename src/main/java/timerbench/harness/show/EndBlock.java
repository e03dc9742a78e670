package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import timerbench.harness.show.Document.Tone;

/** The last lines of a command: its result, and rows of facts under it. */
final class EndBlock {
    private static final int LABELS = 16;
    private static final String GOES_ON = " \\";

    private final Colours colours;
    private final List<String> lines = new ArrayList<>();

    EndBlock(Colours colours) {
        this.colours = colours;
    }

    /** Adds the result in a word or two, in a tone, and what it is the result of. */
    void headline(String result, Tone tone, String of) {
        List<String> wrapped = TextWrap.lines("", result + " · " + of, ConsoleText.WIDTH);
        lines.add(colours.in(tone, result) + wrapped.get(0).substring(result.length()));
        lines.addAll(wrapped.subList(1, wrapped.size()));
    }

    /** Adds a fact; the tone is that of its label. */
    void row(String label, Tone tone, String text) {
        List<String> wrapped = TextWrap.lines(padded(label), text, ConsoleText.WIDTH);
        lines.add(colours.in(tone, label) + wrapped.get(0).substring(label.length()));
        lines.addAll(wrapped.subList(1, wrapped.size()));
    }

    /** Adds a text that must stay in one piece, such as a path. */
    void whole(String label, String text) {
        lines.add(padded(label) + text);
    }

    /** Adds a command in lines that a shell reads as one. Nothing if it has no words. */
    void command(String label, List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder(padded(label)).append(words.get(0));
        for (String word : words.subList(1, words.size())) {
            if (line.length() + 1 + word.length() > ConsoleText.WIDTH - GOES_ON.length()) {
                lines.add(line + GOES_ON);
                line = new StringBuilder(" ".repeat(LABELS + 1)).append(word);
            } else {
                line.append(' ').append(word);
            }
        }
        lines.add(line.toString());
    }

    private static String padded(String label) {
        return label + " ".repeat(LABELS - label.length());
    }

    String text() {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
