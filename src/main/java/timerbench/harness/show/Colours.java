package timerbench.harness.show;

import java.util.Map;
import timerbench.harness.show.Document.Tone;

/**
 * Colours a text for a terminal. A colour never says anything that the text does not.
 *
 * @param on whether there is colour at all
 */
public record Colours(boolean on) {
    /** No colour at all. */
    public static final Colours NONE = new Colours(false);

    private static final String RESET = "\u001b[0m";

    /**
     * Returns the colours of an output. Only a terminal has any. {@code NO_COLOR} (no-color.org) and
     * {@code TERM=dumb} turn them off.
     *
     * @param environment of the process
     */
    public static Colours of(Map<String, String> environment, boolean terminal) {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return new Colours(terminal && !unwanted && !dumb);
    }

    /** Returns the text in green. */
    public String good(String text) {
        return in("\u001b[32m", text);
    }

    /** Returns the text in red. */
    public String bad(String text) {
        return in("\u001b[31m", text);
    }

    /** Returns the text in amber. */
    public String undecided(String text) {
        return in("\u001b[33m", text);
    }

    String in(Tone tone, String text) {
        return switch (tone) {
            case GOOD -> good(text);
            case BAD -> bad(text);
            case UNDECIDED -> undecided(text);
            case PLAIN -> text;
        };
    }

    private String in(String colour, String text) {
        return on && !text.isEmpty() ? colour + text + RESET : text;
    }
}
