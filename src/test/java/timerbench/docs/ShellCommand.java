package timerbench.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A simple command of a shell: its words, without the variables that are set for it. */
record ShellCommand(List<String> words) {
    private static final List<String> KEYWORDS = List.of("do", "then", "exec", "time", "if", "!");
    private static final Pattern SUBSTITUTION = Pattern.compile("[$<]\\(([^()]*)\\)");

    ShellCommand {
        words = List.copyOf(words);
    }

    /**
     * Returns the commands of a script, in order, and those of its substitutions after them. In a command, a
     * substitution stays a text, without quotation marks.
     */
    static List<ShellCommand> in(String script) {
        List<ShellCommand> commands = new ArrayList<>();
        script.replace("\\\n", " ").lines().forEach(line -> new Line(line).addTo(commands));
        SUBSTITUTION.matcher(script).results().forEach(inner -> commands.addAll(in(inner.group(1))));
        return commands;
    }

    String name() {
        return words.get(0);
    }

    List<String> arguments() {
        return words.subList(1, words.size());
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }

    /** Cuts a line into commands and words. */
    private static final class Line {
        private final String text;
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;
        private char quote;
        private int depth;

        Line(String text) {
            this.text = text;
        }

        void addTo(List<ShellCommand> commands) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quote == 0 && depth == 0 && c == '#' && !inWord) {
                    break;
                }
                if (quote == 0 && depth == 0 && ";|&".indexOf(c) >= 0) {
                    endCommand(commands);
                } else {
                    take(c);
                }
            }
            endCommand(commands);
        }

        private void take(char c) {
            if (quote == 0 && depth == 0 && c == ' ') {
                endWord();
            } else if (depth == 0 && (c == '"' || c == '\'') && (quote == 0 || quote == c)) {
                quote = quote == 0 ? c : 0;
                inWord = true;
            } else {
                depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
                word.append(c);
                inWord = true;
            }
        }

        private void endWord() {
            if (inWord) {
                words.add(word.toString());
            }
            word.setLength(0);
            inWord = false;
        }

        private void endCommand(List<ShellCommand> commands) {
            endWord();
            while (!words.isEmpty()
                    && (KEYWORDS.contains(words.get(0)) || words.get(0).matches("[A-Z_]+=.*"))) {
                words.remove(0);
            }
            int output = words.indexOf(">");
            if (!words.isEmpty()) {
                commands.add(new ShellCommand(output < 0 ? words : words.subList(0, output)));
            }
            words.clear();
        }
    }
}
