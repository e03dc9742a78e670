package timerbench.harness.load.live;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers of requests to a collector, from OpenTelemetry's own environment variable {@value #VARIABLE}. The
 * exporter of the library does not read it. No message quotes it.
 */
final class OtlpHeaders {
    private static final String VARIABLE = "OTEL_EXPORTER_OTLP_HEADERS";

    /** Values are percent-encoded, so that they hold no comma (W3C Baggage). */
    private static final Pattern HEADER = Pattern.compile("\\s*([\\w!#$%&'*+.^`|~-]+)\\s*=\\s*([!-~]*)\\s*");

    private OtlpHeaders() {}

    /**
     * Returns the headers that the environment gives.
     *
     * @throws IllegalStateException if it gives something else
     */
    static Map<String, String> ofEnvironment() {
        return of(System.getenv(VARIABLE));
    }

    static Map<String, String> of(@Nullable String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (text == null || text.isBlank()) {
            return headers;
        }
        for (String part : text.split(",", -1)) {
            Matcher header = HEADER.matcher(part);
            if (!header.matches()) {
                throw new IllegalStateException(VARIABLE + ": header " + (headers.size() + 1)
                        + " is not name=value; separate headers by commas, and write %2C for a comma in a value");
            }
            // A plus sign stays one.
            String encoded = header.group(2).replace("+", "%2B");
            headers.put(header.group(1), URLDecoder.decode(encoded, StandardCharsets.UTF_8));
        }
        return headers;
    }
}
