package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.NullValueProvider;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.AccessPattern;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the fields of records as they are written. Jackson alone would take a number for a text, a text for a number,
 * 1.5 for 1, null for whatever is missing, and a number for an instant.
 */
final class StrictJson extends SimpleModule {
    private static final long serialVersionUID = 1;

    StrictJson() {
        super("strict");
        read(String.class, JsonToken.VALUE_STRING::equals, JsonParser::getText);
        read(double.class, JsonToken::isNumeric, JsonParser::getDoubleValue);
        read(Double.class, JsonToken::isNumeric, JsonParser::getDoubleValue);
        read(long.class, JsonToken.VALUE_NUMBER_INT::equals, JsonParser::getLongValue);
        read(Long.class, JsonToken.VALUE_NUMBER_INT::equals, JsonParser::getLongValue);
        read(int.class, JsonToken.VALUE_NUMBER_INT::equals, JsonParser::getIntValue);
        read(boolean.class, JsonToken::isBoolean, JsonParser::getBooleanValue);
        read(Boolean.class, JsonToken::isBoolean, JsonParser::getBooleanValue);
        read(Instant.class, JsonToken.VALUE_STRING::equals, json -> Instant.parse(json.getText()));
        addSerializer(Instant.class, ToStringSerializer.instance);
        addKeyDeserializer(Instant.class, new InstantKey());
        // The field's name says that it is in seconds.
        read(Duration.class, JsonToken.VALUE_NUMBER_INT::equals, json -> Duration.ofSeconds(json.getLongValue()));
        addSerializer(Duration.class, new WholeSeconds());
        setDeserializerModifier(new OfRecords());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializationProblemHandler(new OtherShapes());
    }

    private interface Value<T> {
        T of(JsonParser json) throws IOException;
    }

    private <T> void read(Class<T> type, Predicate<JsonToken> fits, Value<T> value) {
        addDeserializer(type, new Scalar<>(type, fits, value));
    }

    /** Returns what a value of this type must be in JSON, in words. */
    static String wanted(Class<?> type) {
        if (type == String.class || Word.class.isAssignableFrom(type)) {
            return "a text";
        } else if (type == Instant.class) {
            return "an instant such as 2026-01-31T12:00:00Z";
        } else if (type == double.class || type == Double.class) {
            return "a number";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type.isPrimitive() || type == Long.class || type == Duration.class) {
            return "a whole number";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static JsonMappingException not(Class<?> type, JsonParser json) throws IOException {
        String text = json.hasToken(JsonToken.VALUE_STRING) ? '"' + json.getText() + '"' : json.getText();
        return JsonMappingException.from(json, "not " + wanted(type) + ", was " + text);
    }

    private static final class Scalar<T> extends JsonDeserializer<T> {
        private final Class<T> type;
        private final Predicate<JsonToken> fits;
        private final Value<T> value;

        Scalar(Class<T> type, Predicate<JsonToken> fits, Value<T> value) {
            this.type = type;
            this.fits = fits;
            this.value = value;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (fits.test(json.currentToken())) {
                try {
                    return value.of(json);
                } catch (InputCoercionException | DateTimeException e) {
                    // Too large for the type, or no instant: reported below.
                }
            }
            throw not(type, json);
        }
    }

    /** Refuses whatever stands in the place of an object or a list. */
    private static final class OtherShapes extends DeserializationProblemHandler {
        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType type, JsonToken token, JsonParser json, String message)
                throws IOException {
            throw not(type.getRawClass(), json);
        }

        @Override
        public Object handleMissingInstantiator(
                DeserializationContext context,
                Class<?> type,
                ValueInstantiator instantiator,
                JsonParser json,
                String message)
                throws IOException {
            throw not(type, json);
        }
    }

    private static final class WholeSeconds extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(value.toSeconds());
        }
    }

    private static final class InstantKey extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            try {
                return Instant.parse(key);
            } catch (DateTimeException e) {
                throw JsonMappingException.from(context, "not " + wanted(Instant.class) + ", was \"" + key + "\"", e);
            }
        }
    }

    private static final class WordKey<T extends Word> extends KeyDeserializer {
        private final Class<T> set;

        WordKey(Class<T> set) {
            this.set = set;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return Word.of(set, key);
        }
    }

    /** Gives each component of a record its own answer to a field that is missing or null, and reads words. */
    private static final class OfRecords extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config, BeanDescription description, BeanDeserializerBuilder builder) {
            // The builder and the factory of the record share these, so both must get the replacement.
            SettableBeanProperty[] components = builder.getValueInstantiator().getFromObjectArguments(config);
            for (int i = 0; components != null && i < components.length; i++) {
                components[i] = components[i].withNullProvider(new Absence(components[i]));
                builder.addOrReplaceProperty(components[i], true);
            }
            return builder;
        }

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config,
                JavaType type,
                BeanDescription description,
                JsonDeserializer<?> deserializer) {
            return word(type.getRawClass().asSubclass(Word.class));
        }

        private static <T extends Word> JsonDeserializer<T> word(Class<T> set) {
            return new Scalar<>(set, JsonToken.VALUE_STRING::equals, json -> Word.of(set, json.getText()));
        }

        @Override
        public KeyDeserializer modifyKeyDeserializer(
                DeserializationConfig config, JavaType type, KeyDeserializer deserializer) {
            return type.isEnumType() ? new WordKey<>(type.getRawClass().asSubclass(Word.class)) : deserializer;
        }
    }

    /** A field may be missing if it is optional, or if it is not written when empty. It is never null. */
    private record Absence(SettableBeanProperty component) implements NullValueProvider {

        @Override
        public Object getNullValue(DeserializationContext context) throws JsonMappingException {
            JavaType type = component.getType();
            Class<?> wanted = type.isReferenceType() ? type.getContentType().getRawClass() : type.getRawClass();
            throw JsonMappingException.from(context, "not " + wanted(wanted) + ", was null");
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) throws JsonMappingException {
            JavaType type = component.getType();
            if (type.hasRawClass(Optional.class)) {
                return Optional.empty();
            } else if (component.getAnnotation(JsonInclude.class) == null) {
                throw JsonMappingException.from(context, "missing");
            } else if (type.isPrimitive()) {
                return false;
            }
            return type.isMapLikeType() ? Map.of() : List.of();
        }

        @Override
        public AccessPattern getNullAccessPattern() {
            return AccessPattern.DYNAMIC;
        }
    }
}
