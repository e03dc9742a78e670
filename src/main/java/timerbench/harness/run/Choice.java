package timerbench.harness.run;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the constant of a closed set by the word that stands for it in {@code run.json}. */
final class Choice {

    private Choice() {}

    static <T> T of(T[] constants, Function<T, String> word, String wanted, String what) {
        return Arrays.stream(constants)
                .filter(constant -> word.apply(constant).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown %s \"%s\"; known are %s"
                        .formatted(
                                what, wanted, Arrays.stream(constants).map(word).collect(Collectors.joining(", ")))));
    }
}
