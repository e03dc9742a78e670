package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import timerbench.input.InputFile;

/**
 * JSON as it stands in files. Equal values are the same text on every machine. A record is an object with its
 * components as fields; an empty Optional gets no field, and a list or map only gets one while it is empty if the
 * record says nothing else with {@link JsonInclude}.
 */
public final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            // Jackson would drop the first value of a duplicate field, and all documents but the first.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Only components are fields: isComplete() of a record is not one.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_ABSENT, Include.ALWAYS))
            .addModule(new Jdk8Module())
            .addModule(new StrictJson())
            .build();

    // The default would end lines as the system does.
    private static final ObjectWriter WRITER =
            MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    /** More would differ between machines: logarithms may, in the last of their digits. */
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private JsonText() {}

    /** Returns the text of a file, with a line for each field. */
    public static String of(Object value) {
        try {
            return WRITER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    /**
     * Returns the value that a file holds. Unknown fields are ignored.
     *
     * @param what the file is about, such as {@code run}
     * @param schema that the file should have
     * @throws IOException if the file cannot be read, or holds something else; the message says where
     */
    public static <T> T read(Path file, Class<T> type, String what, String schema) throws IOException {
        String text = InputFile.text(file);
        try {
            return read(text, type);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": not a " + what + " of " + schema + ": " + reason(e, what), e);
        }
    }

    /** Returns the value that a file's text holds. Unknown fields are ignored; nothing else is lost or converted. */
    static <T> T read(String text, Class<T> type) throws JsonProcessingException {
        T value = MAPPER.readValue(text, type);
        if (value == null) {
            throw JsonMappingException.from((JsonParser) null, "not an object, was null");
        }
        return value;
    }

    /**
     * Returns why a text could not be read, and where: as the path of a field, or as a line and column if the text
     * is no JSON.
     *
     * @param root what the path begins with
     */
    static String reason(JsonProcessingException e, String root) {
        if (e.getCause() instanceof StreamReadException broken) {
            return reason(broken, root);
        }
        if (!(e instanceof JsonMappingException wrong) || wrong.getPath().isEmpty()) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            return place + oneLine(e);
        }
        StringBuilder where = new StringBuilder(root);
        wrong.getPath()
                .forEach(step -> where.append(
                        step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName()));
        return where + ": " + problem(wrong);
    }

    private static String problem(JsonMappingException e) {
        if (e.getCause() instanceof IllegalArgumentException refused) {
            return refused.getMessage();
        }
        if (e instanceof MismatchedInputException other) {
            // The rest of what StrictJson refuses: an element of a list that is null, and an empty text for a map.
            String found = other instanceof InvalidFormatException text ? "\"" + text.getValue() + "\"" : "null";
            return "not " + StrictJson.wanted(other.getTargetType()) + ", was " + found;
        }
        return oneLine(e);
    }

    /** Jackson's own message has the place in a second line, after a note on why it does not quote the text. */
    private static String oneLine(JsonProcessingException e) {
        return e.getOriginalMessage().replaceAll("\\s+", " ");
    }

    /** Returns a calculated figure with as many digits as are the same on all machines. */
    public static double rounded(double value) {
        return new BigDecimal(value).round(SIX_DIGITS).doubleValue();
    }
}
