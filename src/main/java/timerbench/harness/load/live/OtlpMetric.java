package timerbench.harness.load.live;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A metric of Prometheus as one of OpenTelemetry, under the same name. Histograms have the classic buckets, which every
 * collector reads.
 */
record OtlpMetric(Resource resource, String name, String description, MetricDataType type, Data<?> data)
        implements MetricData {
    private static final String TOTAL = "_total";

    /** One for all: the exporter groups metrics by its identity. */
    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("timer-bench");

    /** When a metric was read, and when its counts began if it does not say so, in nanoseconds since 1970. */
    record Times(long began, long now) {
        long start(DataPointSnapshot point) {
            return point.hasCreatedTimestamp() ? point.getCreatedTimestampMillis() * 1_000_000 : began;
        }
    }

    /**
     * Returns the metric of a snapshot.
     *
     * @throws IllegalArgumentException if it is neither a counter nor a gauge nor a histogram
     */
    static MetricData of(MetricSnapshot snapshot, Resource resource, Times times) {
        String name = snapshot.getMetadata().getPrometheusName();
        String help = snapshot.getMetadata().getHelp();
        if (snapshot instanceof CounterSnapshot counter) {
            List<DoublePointData> points = counter.getDataPoints().stream()
                    .map(point -> point(point, point.getValue(), times))
                    .toList();
            Data<?> sum = SumData.createDoubleSumData(true, AggregationTemporality.CUMULATIVE, points);
            String total = name.endsWith(TOTAL) ? name : name + TOTAL;
            return new OtlpMetric(resource, total, help, MetricDataType.DOUBLE_SUM, sum);
        }
        if (snapshot instanceof GaugeSnapshot gauge) {
            List<DoublePointData> points = gauge.getDataPoints().stream()
                    .map(point -> point(point, point.getValue(), times))
                    .toList();
            Data<?> values = GaugeData.createDoubleGaugeData(points);
            return new OtlpMetric(resource, name, help, MetricDataType.DOUBLE_GAUGE, values);
        }
        if (snapshot instanceof HistogramSnapshot histogram) {
            List<HistogramPointData> points = histogram.getDataPoints().stream()
                    .map(point -> histogram(point, times))
                    .toList();
            Data<?> buckets = HistogramData.create(AggregationTemporality.CUMULATIVE, points);
            return new OtlpMetric(resource, name, help, MetricDataType.HISTOGRAM, buckets);
        }
        throw new IllegalArgumentException(name + " is a " + snapshot.getClass().getSimpleName());
    }

    private static DoublePointData point(DataPointSnapshot point, double value, Times times) {
        return DoublePointData.create(times.start(point), times.now, labels(point), value, List.of());
    }

    private static HistogramPointData histogram(HistogramDataPointSnapshot point, Times times) {
        ClassicHistogramBuckets buckets = point.getClassicBuckets();
        // The last bucket, which has no bound, has none in OpenTelemetry.
        List<Double> bounds = IntStream.range(0, buckets.size() - 1)
                .mapToObj(buckets::getUpperBound)
                .toList();
        List<Long> counts =
                IntStream.range(0, buckets.size()).mapToObj(buckets::getCount).toList();
        return HistogramPointData.create(
                times.start(point), times.now, labels(point), point.getSum(), false, 0, false, 0, bounds, counts);
    }

    private static Attributes labels(DataPointSnapshot point) {
        AttributesBuilder attributes = Attributes.builder();
        point.getLabels().forEach(label -> attributes.put(label.getName(), label.getValue()));
        return attributes.build();
    }

    @Override
    public Resource getResource() {
        return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDescription() {
        return description;
    }

    /** The name says the unit, as in Prometheus. */
    @Override
    public String getUnit() {
        return "";
    }

    @Override
    public MetricDataType getType() {
        return type;
    }

    @Override
    public Data<?> getData() {
        return data;
    }
}
