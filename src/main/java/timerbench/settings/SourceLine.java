package timerbench.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import timerbench.address.Address;

/**
 * A line of a file in HOCON that the parser refuses.
 *
 * @param lines of the whole file
 * @param number from 1
 */
record SourceLine(List<String> lines, int number) {
    private static final String KEY = "(?:\"[^\"]*\"|[\\w.-])+";

    /** Braces that hold no key with a value, and so are no block. */
    private static final String BRACES = "\\{[^{}=:,\"\\[\\]]*\\}";

    /** A key with an unquoted value, or what is left as it is: a quoted text or a comment. */
    private static final Pattern PART = Pattern.compile("(" + KEY + "\\s*+(?:\\+?=|:)\\s*+)"
            + "((?![\\[\\s])(?:" + BRACES + "|[^,{}\"#])+?)(?=\\s*(?:[,}#]|$)|\\s+//)"
            + "|\"(?:[^\"\\\\]|\\\\.)*\"|#.*|(?:^|\\s)//.*");

    private static final Pattern ASSIGNMENT = Pattern.compile("(" + KEY + ")\\s*(?:\\+?=|:)");
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[{}?@&^$:+!*`\\\\=\\[\\]]");
    private static final Pattern EMPTY_BLOCK = Pattern.compile("\\{\\s*\\}");
    private static final Pattern SECOND_KEY = Pattern.compile("\\s[\\w.-]+\\s*[=:]\\s");

    static SourceLine of(String text, int number) {
        List<String> lines = List.of(text.split("\n", -1));
        return new SourceLine(lines, Math.min(number, lines.size()));
    }

    String text() {
        return lines.get(number - 1).strip();
    }

    /** Returns the nearest line, from this one upwards, that contains the word; this one if none does. */
    SourceLine orBefore(String word) {
        int at = number;
        while (at > 0 && !lines.get(at - 1).contains(word)) {
            at--;
        }
        return at == 0 ? this : new SourceLine(lines, at);
    }

    /** Returns whether a key is named like a secret, and its value is not the token of the environment. */
    boolean mayHoldSecret() {
        return Stream.of(text().split(","))
                .filter(part -> !part.contains("{token}"))
                .flatMap(part -> ASSIGNMENT.matcher(part).results())
                .anyMatch(assignment -> Address.isSecret(name(assignment.group(1))));
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('.') + 1).replace("\"", "");
    }

    /** Returns the line with quotes around the texts that need them; empty if it still could not be parsed. */
    Optional<String> quoted() {
        String quoted = PART.matcher(text())
                .replaceAll(part -> Matcher.quoteReplacement(
                        part.group(1) == null ? part.group() : part.group(1) + quoted(part.group(2))));
        return Optional.of(quoted).filter(instead -> !instead.equals(text()) && isParsed(instead));
    }

    private static String quoted(String value) {
        boolean isText = NEEDS_QUOTES.matcher(value).find()
                && !EMPTY_BLOCK.matcher(value).matches()
                && !SECOND_KEY.matcher(value).find()
                && !value.contains("${");
        return isText ? ConfigUtil.quoteString(value) : value;
    }

    private boolean isParsed(String instead) {
        List<String> all = new ArrayList<>(lines);
        all.set(number - 1, instead);
        try {
            var unused = ConfigFactory.parseString(String.join("\n", all));
            return true;
        } catch (ConfigException e) {
            return e.origin() != null && e.origin().lineNumber() > number;
        }
    }
}
