package timerbench.settings;

import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A value that is not what a record wants, in the words of the file.
 *
 * @param key from the block that was read, such as {@code done.status[1]}; empty for the block itself
 * @param place the file and the line of the key; empty for the block itself, and for values from no file
 */
record WrongValue(String key, Optional<String> place, String reason) {
    private static final Set<Class<?>> FRACTIONS = Set.of(double.class, Double.class, float.class, Float.class);

    /** @throws IllegalStateException if no value could be right: the record is at fault */
    static WrongValue of(ConfigObject block, JsonMappingException e) {
        String key = "";
        ConfigValue value = block;
        boolean missing = false;
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() != null) {
                key += (key.isEmpty() ? "" : ".") + ConfigUtil.joinPath(step.getFieldName());
                ConfigValue next = value instanceof ConfigObject keys ? keys.get(step.getFieldName()) : null;
                missing = next == null;
                value = missing ? value : next;
            } else if (value instanceof ConfigList list) { // otherwise a single value was read as a list
                key += "[" + step.getIndex() + "]";
                value = list.get(step.getIndex());
            }
        }
        Optional<String> place = value == block ? Optional.empty() : Place.of(value.origin());
        return new WrongValue(key, place, reason(e, value, missing));
    }

    private static String reason(JsonMappingException e, ConfigValue value, boolean missing) {
        String got = missing ? "missing" : "got " + shown(value);
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .toList();
            return "unknown key; wanted one of " + String.join(", ", known)
                    + Nearest.question(unknown.getPropertyName(), known);
        }
        if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException refusal) {
            return refusal.getMessage();
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return got + ", wanted " + wanted(mismatch.getTargetType()) + meant(value, mismatch.getTargetType());
        }
        if (e.getCause() instanceof InputCoercionException range) {
            return got + ", wanted " + wanted(range.getTargetType()) + range(range.getTargetType());
        }
        throw new IllegalStateException("settings cannot be read as this record", e);
    }

    private static String shown(ConfigValue value) {
        return switch (value.valueType()) {
            case OBJECT -> "a block of keys";
            case LIST -> "a list";
            case NULL -> "null";
            case STRING -> "\"" + value.unwrapped() + "\"";
            case NUMBER, BOOLEAN -> "\"" + value.render(ConfigRenderOptions.concise()) + "\"";
        };
    }

    private static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + String.join(", ", constants(type));
        }
        if (type == Duration.class) {
            return "a duration with its unit, such as 30s, 500ms or 5m";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "a block of keys { … }";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list [ … ]";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return FRACTIONS.contains(type) ? "a number" : "a whole number";
        }
        return "a text";
    }

    private static String meant(ConfigValue value, Class<?> type) {
        return type.isEnum() && value.valueType() == ConfigValueType.STRING
                ? Nearest.question(value.unwrapped().toString(), constants(type))
                : "";
    }

    private static List<String> constants(Class<?> enumType) {
        return Arrays.stream(enumType.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    private static String range(Class<?> type) {
        return List.of(int.class, Integer.class).contains(type)
                ? " from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE
                : " from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
    }
}
