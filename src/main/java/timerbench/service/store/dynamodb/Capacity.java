package timerbench.service.store.dynamodb;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/**
 * Counts the capacity that DynamoDB reports for each answered call, because it determines the price. Nothing is
 * counted before a registry is bound. The capacity of refused conditions is not counted, since DynamoDB does not
 * report it.
 */
final class Capacity implements ExecutionInterceptor, MeterBinder {
    /** Meters that exist already appear in each registry that is added. */
    private final CompositeMeterRegistry registries = new CompositeMeterRegistry();

    private final MeterProvider<Counter> units = Counter.builder("timerbench.service.dynamodb.capacity.units")
            .description("Capacity units that DynamoDB consumed, read and write")
            .withRegistry(registries);
    private final MeterProvider<Counter> calls = Counter.builder("timerbench.service.dynamodb.calls")
            .description("Calls that DynamoDB answered; one to several tables counts for each")
            .withRegistry(registries);

    @Override
    public void bindTo(MeterRegistry registry) {
        registries.add(registry);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        context.response()
                .getValueForField("ConsumedCapacity", Object.class)
                .ifPresent(consumed -> consumed(consumed).forEach(each -> count(operation, each)));
    }

    private static List<ConsumedCapacity> consumed(Object field) {
        if (field instanceof ConsumedCapacity one) {
            return List.of(one);
        }
        return ((List<?>) field).stream().map(ConsumedCapacity.class::cast).toList();
    }

    private void count(String operation, ConsumedCapacity consumed) {
        Tags tags = Tags.of("table", consumed.tableName(), "operation", operation);
        units.withTags(tags).increment(consumed.capacityUnits());
        calls.withTags(tags).increment();
    }
}
