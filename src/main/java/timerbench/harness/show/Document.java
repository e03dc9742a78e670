package timerbench.harness.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A result as people read it, whatever they read it on. {@link ConsoleText}, {@link MarkdownText} and {@link Page}
 * render it. Blocks and sections without content are not shown.
 *
 * @param title of the page
 * @param headline the result in a sentence, for whoever reads no further
 */
record Document(String title, Line headline, List<Block> blocks) {
    Document {
        blocks = List.copyOf(blocks);
    }

    /** Whether something is good or bad news; it decides the colour. */
    enum Tone {
        PLAIN,
        GOOD,
        BAD,
        UNDECIDED
    }

    /** A text in one tone. */
    record Line(String text, Tone tone) {
        static Line of(String text) {
            return new Line(text, Tone.PLAIN);
        }

        boolean isPlain() {
            return tone == Tone.PLAIN;
        }

        /** Returns the class of its element. */
        String css() {
            return tone.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A link of a page; other forms have none.
     *
     * @param address relative to the page, percent-encoded
     */
    record Link(String text, String address) {}

    /**
     * Values over time as a small plot in a line of a page; other forms have none.
     *
     * @param label what they are, for whoever cannot see them
     */
    record Spark(String label, List<Double> values) {
        Spark {
            values = List.copyOf(values);
        }
    }

    /** A piece of a document. */
    sealed interface Block permits Section, Facts, Sentences, Items, Links, Table, Plots, Command {
        boolean isEmpty();
    }

    /** Blocks under a title. */
    record Section(String title, Place place, boolean folded, List<Block> blocks) implements Block {
        /** Where a section is shown. */
        enum Place {
            EVERYWHERE,
            FILES,
            PAGE
        }

        Section {
            blocks = List.copyOf(blocks);
        }

        static Section of(String title, Block... blocks) {
            return new Section(title, Place.EVERYWHERE, false, List.of(blocks));
        }

        /** Returns this section with its content behind a click, except on a console, which has none. */
        Section behindClick() {
            return new Section(title, place, true, blocks);
        }

        /** Returns this section for pages alone. */
        Section onPage() {
            return new Section(title, Place.PAGE, folded, blocks);
        }

        /** Returns this section for pages and Markdown. */
        Section inFiles() {
            return new Section(title, Place.FILES, folded, blocks);
        }

        @Override
        public boolean isEmpty() {
            return blocks.stream().allMatch(Block::isEmpty);
        }

        /** Returns the title as an anchor. */
        String anchor() {
            return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        }
    }

    /**
     * A name and its text.
     *
     * @param tooltip what only few want to know, such as a hash; pages alone have it
     */
    record Fact(String name, String text, String tooltip) {
        Fact(String name, String text) {
            this(name, text, "");
        }
    }

    /** Names and their texts. */
    record Facts(List<Fact> all) implements Block {
        Facts {
            all = List.copyOf(all);
        }

        static Facts of(Map<String, String> texts) {
            return new Facts(texts.entrySet().stream()
                    .map(entry -> new Fact(entry.getKey(), entry.getValue()))
                    .toList());
        }

        @Override
        public boolean isEmpty() {
            return all.isEmpty();
        }
    }

    /** Sentences, each a paragraph. */
    record Sentences(Style style, List<String> all) implements Block {
        /** How much a sentence matters. */
        enum Style {
            /** What was measured, when and where: date, profile, database, machine. */
            ABOUT,
            /** It must be known before anything else. */
            TROUBLE,
            /** It answers what the section is about. */
            ANSWER,
            /** It is part of the result. */
            TEXT,
            /** It explains how to read the result. */
            SMALL
        }

        Sentences {
            all = List.copyOf(all);
        }

        /** Returns the line that stands below the headline. */
        static Sentences about(String... parts) {
            return new Sentences(Style.ABOUT, parts.length == 0 ? List.of() : List.of(String.join(" · ", parts)));
        }

        static Sentences troubles(List<String> all) {
            return new Sentences(Style.TROUBLE, all);
        }

        static Sentences answer(String sentence) {
            return new Sentences(Style.ANSWER, List.of(sentence));
        }

        static Sentences text(String... all) {
            return new Sentences(Style.TEXT, List.of(all));
        }

        static Sentences small(String... all) {
            return small(List.of(all));
        }

        static Sentences small(List<String> all) {
            return new Sentences(Style.SMALL, all);
        }

        @Override
        public boolean isEmpty() {
            return all.isEmpty();
        }

        /** Returns the class of its elements. */
        String css() {
            return style.name().toLowerCase(Locale.ROOT);
        }
    }

    /** A list, the most important item first. */
    record Items(List<Line> all) implements Block {
        Items {
            all = List.copyOf(all);
        }

        static Items of(List<String> texts) {
            return new Items(texts.stream().map(Line::of).toList());
        }

        @Override
        public boolean isEmpty() {
            return all.isEmpty();
        }
    }

    /** Links of a page on a line; other forms have none. */
    record Links(List<Link> all) implements Block {
        Links {
            all = List.copyOf(all);
        }

        @Override
        public boolean isEmpty() {
            return all.isEmpty();
        }
    }

    /**
     * Plots that the script of a page draws; other forms have none. Each node names its {@code kind}.
     *
     * @param caption how to read them; may be empty
     */
    record Plots(List<ObjectNode> all, String caption) implements Block {
        Plots {
            all = List.copyOf(all);
        }

        Plots(List<ObjectNode> all) {
            this(all, "");
        }

        @Override
        public boolean isEmpty() {
            return all.isEmpty();
        }

        /** Returns the class of their element. */
        String css() {
            return all.get(0).path("kind").asText();
        }

        /** Returns them for a script element, which no text of theirs can end. */
        String json() {
            return all.toString().replace("<", "\\u003c");
        }
    }

    /** A command of a POSIX shell, on a line. */
    record Command(String text) implements Block {
        @Override
        public boolean isEmpty() {
            return text.isEmpty();
        }
    }
}
