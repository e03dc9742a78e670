package timerbench.service.store.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * An update of one item, built by attribute. Expressions use placeholders only, because many names of attributes are
 * reserved words.
 */
final class Change {
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    Change set(String name, AttributeValue value) {
        sets.add(name(name) + " = " + value(value));
        return this;
    }

    Change remove(String name) {
        removes.add(name(name));
        return this;
    }

    /** Adds to a number; a missing number counts as 0. */
    Change add(String name, long number) {
        adds.add(name(name) + " " + value(Items.number(number)));
        return this;
    }

    Change ifPresent(String name) {
        conditions.add("attribute_exists(" + name(name) + ")");
        return this;
    }

    Change ifAbsent(String name) {
        conditions.add("attribute_not_exists(" + name(name) + ")");
        return this;
    }

    Change ifEqual(String name, AttributeValue value) {
        conditions.add(name(name) + " = " + value(value));
        return this;
    }

    private String name(String name) {
        names.put("#" + name, name);
        return "#" + name;
    }

    private String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    UpdateItemRequest.Builder of(String table, Map<String, AttributeValue> key) {
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .tableName(table)
                .key(key)
                .updateExpression(expression())
                .expressionAttributeNames(names)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        if (!values.isEmpty()) {
            request.expressionAttributeValues(values);
        }
        if (!conditions.isEmpty()) {
            request.conditionExpression(String.join(" AND ", conditions));
        }
        return request;
    }

    private String expression() {
        return clause("SET ", sets) + clause(" REMOVE ", removes) + clause(" ADD ", adds);
    }

    private static String clause(String word, List<String> parts) {
        return parts.isEmpty() ? "" : word + String.join(", ", parts);
    }
}
