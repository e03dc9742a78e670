package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The skeleton that {@code dialect new} writes is valid, whatever is switched on in it, and has every key. */
class SkeletonTest {
    private static final String ALTERNATIVE = "#| ";

    @TempDir
    private Path folder;

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("src/main/resources/skeletons/dialect.conf"));
    }

    private Dialect load(List<String> lines) throws IOException {
        return Dialect.load(Dialects.written(folder, String.join("\n", lines)).toString());
    }

    /** Returns the line without the sign that switches its key off; a comment has a space after the sign. */
    private static String on(String line) {
        return line.replaceFirst("^(\\s*)#(?=\\w)", "$1");
    }

    @Test
    void itIsADialectAsItIs() throws IOException {
        Dialect dialect = load(lines());
        assertThat(Operation.values()).allMatch(dialect::has);
        assertThat(dialect.hasCallback()).isTrue();
        assertThat(dialect.idsAreOurs()).isFalse();
    }

    @Test
    void itIsADialectWithEveryKeySwitchedOn() throws IOException {
        Dialect dialect = load(lines().stream().map(SkeletonTest::on).toList());
        assertThat(dialect.idsAreOurs()).isTrue();
        assertThat(dialect.attempts()).hasValue(TimerOptions.ATTEMPTS);
        assertThat(dialect.wrong()).containsOnlyKeys(Wrong.values());
        assertThat(dialect.callback().answers().again()).isPresent();
    }

    /** Returns the skeleton once for each alternative, which replaces the key above it. */
    static Stream<List<String>> alternatives() throws IOException {
        List<String> lines = lines();
        List<List<String>> all = new ArrayList<>();
        int replaced = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(ALTERNATIVE)) {
                List<String> one = new ArrayList<>(lines);
                one.set(replaced, lines.get(i).replace(ALTERNATIVE, ""));
                all.add(one);
            } else {
                replaced = i;
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("alternatives")
    void itIsADialectWithEachAlternative(List<String> lines) {
        assertThatCode(() -> load(lines)).doesNotThrowAnyException();
    }

    @Test
    void itHasAlternatives() throws IOException {
        assertThat(alternatives()).hasSizeGreaterThan(20);
    }

    @Test
    void itHasEveryKeyEveryValueAndEveryWrongRequest() throws IOException {
        String text = String.join("\n", lines());
        Stream<Class<?>> files = Stream.concat(
                Stream.of(DialectFile.class),
                Arrays.stream(DialectFile.class.getDeclaredClasses()).filter(Class::isRecord));
        assertThat(files.flatMap(file -> Arrays.stream(file.getRecordComponents()))
                        .map(RecordComponent::getName)
                        .distinct())
                .allSatisfy(key -> assertThat(text).containsPattern("(^|[\\s#,{])" + key + "(\\.\\w+)? (=|\\{)"));
        assertThat(Value.values()).allSatisfy(value -> assertThat(text).containsPattern("\\{" + value.word() + "[:}]"));
        assertThat(Wrong.values()).allSatisfy(kind -> assertThat(text).contains(kind.word() + " ="));
    }

    @Test
    void itsLinesAreNoLongerThanOthers() throws IOException {
        assertThat(lines()).allMatch(line -> line.length() <= 118);
    }
}
