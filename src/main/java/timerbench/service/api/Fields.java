package timerbench.service.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The fields of a JSON object in a request. All methods throw {@link ApiException} that names the field. */
final class Fields {
    /** Numbers keep every digit, because a payload is returned unchanged. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String path;
    private final JsonNode object;

    private Fields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    static Fields parse(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(utf8(body));
            if (!node.isObject()) {
                throw ApiException.invalid("body: got " + kind(node) + ", wanted a JSON object");
            }
            return new Fields("", node);
        } catch (JsonProcessingException e) {
            throw ApiException.invalid("body: not JSON: " + e.getOriginalMessage());
        } catch (NumberFormatException e) {
            // The exponent takes more than 32 bits.
            throw ApiException.invalid("body: a number in it has too large an exponent");
        }
    }

    /**
     * JSON between systems is UTF-8 (RFC 8259, 8.1). Jackson's own reader also accepts UTF-16, UTF-32 and overlong
     * forms.
     */
    private static String utf8(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        // Malformed bytes have become U+FFFD, which a text may also contain legitimately.
        if (text.indexOf('\uFFFD') >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body)) {
            throw ApiException.invalid("body: wanted JSON in UTF-8, got bytes that are not UTF-8");
        }
        return text;
    }

    Optional<String> text(String field) {
        return present(field).map(node -> {
            if (!node.isTextual()) {
                throw wrongKind(field, node, "a string");
            }
            return Values.wellFormed(path + field, node.textValue());
        });
    }

    Optional<Integer> wholeNumber(String field) {
        return present(field).map(node -> {
            if (!node.isIntegralNumber() || !node.canConvertToInt()) {
                throw ApiException.invalid(path + field, node.asText(), "a whole number");
            }
            return node.intValue();
        });
    }

    Optional<Double> number(String field) {
        return present(field).map(node -> {
            if (!node.isNumber()) {
                throw wrongKind(field, node, "a number");
            }
            return node.doubleValue();
        });
    }

    Optional<Fields> object(String field) {
        return objectNode(field).map(node -> new Fields(path + field + ".", node));
    }

    /** Returns the JSON text of a field that is an object. */
    Optional<String> json(String field) {
        return objectNode(field).map(node -> Values.wellFormed(path + field, node.toString()));
    }

    String name(String field) {
        return path + field;
    }

    ApiException missing(String field) {
        return ApiException.invalid(path + field + ": missing");
    }

    private Optional<JsonNode> objectNode(String field) {
        return present(field).map(node -> {
            if (!node.isObject()) {
                throw wrongKind(field, node, "an object");
            }
            return node;
        });
    }

    private Optional<JsonNode> present(String field) {
        return Optional.ofNullable(object.get(field));
    }

    private ApiException wrongKind(String field, JsonNode got, String wanted) {
        return ApiException.invalid(path + field + ": got " + kind(got) + ", wanted " + wanted);
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "a boolean";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NULL -> "null";
            default -> "nothing";
        };
    }
}
