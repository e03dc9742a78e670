package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines. */
public final class TextWrap {

    private TextWrap() {}

    /** Returns the prefix with the text after it, in lines of at most that width; later lines start below the text. */
    public static List<String> lines(String prefix, String text, int width) {
        int room = width - prefix.length();
        String rest = line(text);
        List<String> lines = new ArrayList<>();
        do {
            int end = breakAt(rest, room);
            lines.add((lines.isEmpty() ? prefix : " ".repeat(prefix.length())) + rest.substring(0, end));
            rest = rest.substring(end).strip();
        } while (!rest.isEmpty());
        return lines;
    }

    /** Returns the text on a line. Control characters become spaces: a message must not steer the terminal. */
    public static String line(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    private static int breakAt(String text, int room) {
        if (text.length() <= room) {
            return text.length();
        }
        int space = text.lastIndexOf(' ', room);
        return space > 0 ? space : room;
    }
}
