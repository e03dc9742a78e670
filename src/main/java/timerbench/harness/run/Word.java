package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A constant of a closed set, which files and settings spell as a word. Only enums implement it. */
public interface Word {

    /** Returns the word for this constant: its name in lower case, unless the enum says otherwise. */
    @JsonValue
    default String word() {
        return ((Enum<?>) this).name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Returns the constant that a word stands for.
     *
     * @throws IllegalArgumentException if there is none; the message lists the words that there are
     */
    static <T extends Word> T of(Class<T> set, String word) {
        return find(set, word)
                .orElseThrow(
                        () -> new IllegalArgumentException("unknown word \"" + word + "\"; known are " + all(set)));
    }

    /** Returns the constant that a word stands for; empty if there is none. */
    static <T extends Word> Optional<T> find(Class<T> set, String word) {
        return Stream.of(set.getEnumConstants())
                .filter(constant -> constant.word().equals(word))
                .findFirst();
    }

    /** Returns the words of all constants, separated by commas. */
    static String all(Class<? extends Word> set) {
        return String.join(", ", words(set));
    }

    /** Returns the words of all constants. */
    static List<String> words(Class<? extends Word> set) {
        return Arrays.stream(set.getEnumConstants()).map(Word::word).toList();
    }
}
