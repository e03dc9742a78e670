package timerbench.harness.targets.dialect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a request or an answer holds a text. A file spells it as {@link #text} does. */
public sealed interface Place {
    /** A path of fields, such as {@code data.id}. */
    Pattern FIELDS = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");

    Pattern PARAMETER = Pattern.compile("\\?([\\w.-]+)");
    Pattern HEADER = Pattern.compile("@([\\w-]+)(?:\\.(" + FIELDS + "))?");
    Pattern SEGMENT = Pattern.compile("/([1-9])");

    /** A field of the body by its path; a single dot is the whole body. */
    record Field(String path) implements Place {
        static final Field WHOLE = new Field(".");
    }

    /** A parameter of the query. */
    record Parameter(String name) implements Place {}

    /** A header, or a field of the JSON in it. */
    record Header(String name, Optional<String> path) implements Place {
        /** Returns whether its last segment, and not the whole, is what is wanted. */
        public boolean isLocation() {
            return name.equalsIgnoreCase("Location");
        }

        /** Returns the last segment of the path of a URL. */
        public static String lastSegment(String url) {
            String path = url.replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** A segment that was appended to the path, from 1. */
    record Segment(int number) implements Place {}

    /** Returns the place that a text names; empty if it names none. */
    static Optional<Place> of(String text) {
        if (FIELDS.matcher(text).matches()) {
            return Optional.of(new Field(text));
        }
        Matcher parameter = PARAMETER.matcher(text);
        if (parameter.matches()) {
            return Optional.of(new Parameter(parameter.group(1)));
        }
        Matcher header = HEADER.matcher(text);
        if (header.matches()) {
            return Optional.of(new Header(header.group(1), Optional.ofNullable(header.group(2))));
        }
        Matcher segment = SEGMENT.matcher(text);
        return segment.matches() ? Optional.of(new Segment(Integer.parseInt(segment.group(1)))) : Optional.empty();
    }

    /** Returns the place as it is spelt in a file. */
    default String text() {
        if (this instanceof Field field) {
            return field.path;
        }
        if (this instanceof Parameter parameter) {
            return "?" + parameter.name;
        }
        if (this instanceof Header header) {
            return "@" + header.name + header.path.map(path -> "." + path).orElse("");
        }
        return "/" + ((Segment) this).number;
    }
}
