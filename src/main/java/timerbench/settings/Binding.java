package timerbench.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads blocks of settings as records. */
final class Binding {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            // As WrongValue shows them: every word that a message offers is understood.
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            // As a number too large for a double is rendered.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // By default an empty text is read as null.
            .withCoercionConfigDefaults(
                    coercions -> coercions.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationReader()))
            .build();

    /** For files and lists in which keys may be missing: their components are null then. */
    private static final JsonMapper LENIENT = MAPPER.rebuild()
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private Binding() {}

    static <T> T read(String path, Config block, Class<T> type) {
        return read(MAPPER, path, block, type);
    }

    /** Reads a block in which keys may be missing: their components are null then. */
    static <T> T readElement(String path, Config block, Class<T> type) {
        return read(LENIENT, path, block, type);
    }

    private static <T> T read(JsonMapper mapper, String path, Config block, Class<T> type) {
        return read(
                mapper,
                block,
                type,
                wrong -> wrong.place().map(place -> place + ": ").orElse("")
                        + path
                        + (wrong.key().isEmpty() ? "" : "." + wrong.key()));
    }

    static <T> T readLeniently(String file, Config block, Class<T> type) {
        return read(
                LENIENT,
                block,
                type,
                wrong -> wrong.place().orElse(file) + (wrong.key().isEmpty() ? "" : ": " + wrong.key()));
    }

    private static <T> T read(JsonMapper mapper, Config block, Class<T> type, Function<WrongValue, String> where) {
        try {
            return mapper.readValue(block.root().render(ConfigRenderOptions.concise()), type);
        } catch (JsonMappingException e) {
            WrongValue wrong = WrongValue.of(block.root(), e);
            throw new SettingsException(where.apply(wrong) + ": " + wrong.reason(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings render as JSON", e);
        }
    }

    static Map<String, Object> ofComponents(Class<?> type, Function<String, Object> value) {
        return Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, component -> value.apply(component.getName())));
    }

    private static final class DurationReader extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString();
            Optional<Duration> duration = text == null ? Optional.empty() : DurationText.find(text);
            if (duration.isPresent()) {
                return duration.get();
            }
            throw InvalidFormatException.from(json, "no duration", text, Duration.class);
        }
    }
}
