package timerbench.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import timerbench.address.Address;
import timerbench.input.InputFile;

/** Says why a file cannot be parsed, and at which line. */
final class UnreadableFile {
    private static final String UNQUOTED = "texts with characters such as { } ? @ & : must be quoted";

    /** What the parser says about a text that lacks quotes. */
    private static final Pattern LACKS_QUOTES =
            Pattern.compile("outside quotes|not allowed after|followed by token: '}'|^Cannot concatenate");

    private static final Pattern LONE_KEY = Pattern.compile("^Key '(.+?)' may not be followed by token: .*");
    private static final Pattern END = Pattern.compile("(close parentheses|List should) .*end of file|End of input");

    /** Guesses of the parser, such as to rename the file, and names of exceptions. */
    private static final Pattern NOISE =
            Pattern.compile(" \\(if you (intended|want) .*|\\b(\\w+\\.)+\\w+Exception: ", Pattern.DOTALL);

    /** The token at which the parser stopped, and why. */
    private static final Pattern TOKEN = Pattern.compile(".*(?:token:|got|not:) '[^']*' \\((.*)\\)", Pattern.DOTALL);

    private static final Pattern OPEN_QUOTE = Pattern.compile(".*unescaped newline.*", Pattern.DOTALL);

    private UnreadableFile() {}

    /** @param file its name, for faults of the file as a whole */
    static SettingsException of(String file, ConfigException e) {
        ConfigOrigin origin = e.origin();
        String said = said(e);
        if (origin == null || origin.lineNumber() < 1) {
            return new SettingsException(file + ": cannot be read: " + said, e);
        }
        String message = text(origin)
                .map(text -> message(origin, text, said))
                .orElseGet(() -> Place.of(origin).orElse(file) + ": cannot be read: " + said);
        return new SettingsException(Address.redacted(message), e);
    }

    /** Returns what the parser says, without the place, which it puts before. */
    private static String said(ConfigException e) {
        String place = e.origin() == null ? "" : e.origin().description() + ": ";
        String said = e.getMessage().startsWith(place) ? e.getMessage().substring(place.length()) : e.getMessage();
        String reason = TOKEN.matcher(NOISE.matcher(said).replaceAll("")).replaceFirst("$1");
        return OPEN_QUOTE.matcher(reason).replaceFirst("a quotation mark is not closed");
    }

    private static String message(ConfigOrigin origin, String text, String said) {
        SourceLine reported = SourceLine.of(text, origin.lineNumber());
        Matcher lone = LONE_KEY.matcher(said);
        // The parser reports a key without a value at what comes after it.
        SourceLine line = lone.matches() ? reported.orBefore(lone.group(1)) : reported;
        String where = Place.of(origin.withLineNumber(line.number())).orElse(origin.description()) + ": ";
        if (line.text().isEmpty() || END.matcher(said).find()) {
            return where + "the file ends too early; wanted the end of a block }, of a list ] or of a text \"";
        }
        return line.mayHoldSecret()
                ? where + "cannot be read; " + UNQUOTED
                : where + "\"" + line.text() + "\" cannot be read: " + reason(line, said, lone);
    }

    private static String reason(SourceLine line, String said, Matcher lone) {
        Optional<String> quoted = line.quoted();
        if (quoted.isPresent()) {
            return UNQUOTED + ": " + quoted.get();
        }
        if (LACKS_QUOTES.matcher(said).find()) {
            return UNQUOTED;
        }
        return lone.matches()
                ? "key " + lone.group(1) + " has no value; texts with a comma or braces must be quoted"
                : said;
    }

    private static Optional<String> text(ConfigOrigin origin) {
        URL url = origin.url();
        if (url == null || !url.getProtocol().equals("file")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InputFile.text(Path.of(URI.create(url.toString()))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
