package timerbench.harness.load.injector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.measure.LoadTotals;
import timerbench.harness.run.RunProfile;

class InjectorPartTest {
    @TempDir
    private Path folder;

    private static InjectorPart with(
            InjectorPart part, Optional<String> cutShortBy, Optional<InjectorPart.OfCallbacks> callbacks) {
        return new InjectorPart(
                part.schema(),
                part.identity(),
                part.target(),
                part.environment(),
                part.agreed(),
                part.began(),
                part.end(),
                part.totals(),
                part.errors(),
                cutShortBy,
                part.events(),
                part.usage(),
                part.busy(),
                part.saturation(),
                callbacks,
                part.notes());
    }

    /** Returns a part without all that may be absent. */
    private static InjectorPart bare(InjectorPart part) {
        return new InjectorPart(
                part.schema(),
                part.identity(),
                part.target(),
                part.environment(),
                part.agreed(),
                Optional.empty(),
                part.end(),
                LoadTotals.NONE,
                part.errors(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(new InjectorPart.OfCallbacks(
                        part.callbacks().orElseThrow().report(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Map.of())),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "tr", "en"})
    void aPartIsTheSameAfterWritingAndReading(String language) throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            InjectorPart part = Parts.part(
                    Parts.Kind.of(1, 3, List.of(3, 5), List.of(1_000, 90_000)).losing(2));
            for (InjectorPart each : List.of(with(part, Optional.of("gone"), Optional.empty()), part, bare(part))) {
                each.write(folder);
                assertThat(InjectorPart.read(folder)).isEqualTo(each);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aBrokenPartIsRefusedWithItsPlace() throws IOException {
        Parts.part(Parts.Kind.of(0, 2, List.of(3), List.of(1_000))).write(folder);
        Path file = folder.resolve(InjectorFolder.PART);
        String text = Files.readString(file);

        Files.writeString(file, text.replaceFirst("\"agreed\" : \"[^\"]*\"", "\"agreed\" : \"soon\""));
        assertThatThrownBy(() -> InjectorPart.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("part.agreed: not an instant");

        Files.writeString(file, text.replace(InjectorPart.SCHEMA, "timerbench/part/9"));
        assertThatThrownBy(() -> InjectorPart.read(folder))
                .hasMessageContaining("schema is timerbench/part/9, only timerbench/part/1 can be read");

        Files.writeString(file, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> InjectorPart.read(folder)).isInstanceOf(IOException.class);
    }

    @Test
    void injectorsOfOneRunDifferInNothingButTheirIndex() {
        InjectorIdentity first = Parts.identity(0, 3);
        assertThat(first.differences(Parts.identity(2, 3))).isEmpty();
        assertThat(first.differences(Parts.identity(1, 4))).containsExactly("number of injectors 4, not 3");
        assertThat(first.differences(first.with("fedcba9876543210")))
                .containsExactly("version (hash of the classes) fedcba987654, not 0123456789ab");
        InjectorIdentity other = new InjectorIdentity(
                1, 3, "SoakSimulation", new RunProfile("ci", Map.of("targetRate", 200)), first.code());
        assertThat(first.differences(other))
                .containsExactly(
                        "simulation SoakSimulation, not CallbackSimulation",
                        "profile ci, not smoke",
                        "setting hold nothing, not 9s",
                        "setting targetRate 200, not 100");
    }
}
