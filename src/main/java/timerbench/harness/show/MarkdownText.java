package timerbench.harness.show;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts from outside within Markdown: they read as they are, on a line, unless they are very long, and do nothing. */
final class MarkdownText {
    /** What Markdown, and the formulas and strikings out of GitHub's, are made of. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]|~$#]");
    /** What begins a list, or is a rule. */
    private static final Pattern FIRST = Pattern.compile("^(\\d*)([-+.)])(?=[\\s-]|$)");
    /** Whoever is called by name is told of it. */
    private static final Pattern NAME = Pattern.compile("(?<![\\p{Alnum}_])@(?=\\p{Alnum})");

    /** Whoever wants to read more has the verdict's other files. */
    private static final int MOST = 600;

    private static final Pattern TICKS = Pattern.compile("`+");

    private MarkdownText() {}

    static String of(String text) {
        String escaped = SPECIAL.matcher(shortened(TextWrap.line(text)))
                .replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
        String entities = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String first = FIRST.matcher(entities).replaceFirst("$1\\\\$2");
        // A word joiner, which is not seen, keeps the name from being one.
        return NAME.matcher(first).replaceAll("@\u2060");
    }

    private static String shortened(String line) {
        return line.codePointCount(0, line.length()) <= MOST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST)) + " …";
    }

    /** Returns a block of code of one line, which nothing in the text ends. */
    static String code(String text) {
        int longest = TICKS.matcher(text)
                .results()
                .mapToInt(found -> found.group().length())
                .max()
                .orElse(0);
        String fence = "`".repeat(Math.max(3, longest + 1));
        return fence + "sh\n" + TextWrap.line(text) + "\n" + fence;
    }
}
