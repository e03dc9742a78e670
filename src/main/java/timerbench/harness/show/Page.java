package timerbench.harness.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Pages that hold all they need, and so open from disk. */
public final class Page {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    private static final PebbleEngine PEBBLE = new PebbleEngine.Builder()
            .loader(new ClasspathLoader())
            .defaultLocale(Locale.ROOT)
            .strictVariables(true)
            .build();

    private Page() {}

    /**
     * Returns the text of a page.
     *
     * @param template on the class path
     * @param model what the template asks for; beside it are {@code data}, and {@code echarts}, the library of plots
     * @param data what the page's script reads
     */
    public static String text(String template, Map<String, Object> model, JsonNode data) throws IOException {
        Map<String, Object> whole = new LinkedHashMap<>(model);
        // They stand in a script element, which a text must not end.
        whole.put("data", MAPPER.writeValueAsString(data).replace("<", "\\u003c"));
        whole.put("echarts", echarts());
        StringWriter page = new StringWriter();
        PEBBLE.getTemplate(template).evaluate(page, whole, Locale.ROOT);
        return page.toString();
    }

    private static String echarts() throws IOException {
        try (InputStream in = Optional.ofNullable(Page.class.getResourceAsStream(ECHARTS))
                .orElseThrow(() -> new IOException(ECHARTS + " is not on the class path"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
