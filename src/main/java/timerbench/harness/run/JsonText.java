package timerbench.harness.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.MathContext;

/** JSON as it stands in files: the same tree is the same text everywhere. */
public final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** More would differ between machines: logarithms may, in the last of their digits. */
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private JsonText() {}

    /** Returns the text of a file, a line for each field. */
    public static String of(JsonNode tree) {
        try {
            // The printer ends lines as the system does.
            return MAPPER.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(tree)
                            .replace(System.lineSeparator(), "\n")
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /** Returns a figure that was calculated, with as many digits as are the same on all machines. */
    public static double rounded(double value) {
        return new BigDecimal(value).round(SIX_DIGITS).doubleValue();
    }
}
