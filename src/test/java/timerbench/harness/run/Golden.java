package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Compares with the files under {@code src/test/resources/golden}; {@code -Dgolden.update=true} rewrites them. */
public final class Golden {

    public static final Path FOLDER = Path.of("src/test/resources/golden");
    // The same samples: how they are packed depends on the machine's zlib.
    private static final Pattern HISTOGRAM = Pattern.compile("\"HISTF[^\"]*\"");

    private Golden() {}

    public interface Text {
        String get() throws IOException;
    }

    /** Fails unless the text is that of the file, whatever the default locale is. */
    public static void assertSame(String file, Text text) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FOLDER.resolve(file), text.get());
        }
        String expected = unpacked(Files.readString(FOLDER.resolve(file)));
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : new Locale[] {Locale.ROOT, Locale.GERMANY, Locale.forLanguageTag("tr-TR")}) {
                Locale.setDefault(locale);
                assertThat(unpacked(text.get()))
                        .as("under the locale %s", locale)
                        .isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String unpacked(String text) {
        return HISTOGRAM.matcher(text).replaceAll("\"(histogram)\"");
    }
}
