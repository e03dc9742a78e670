package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateReports;
import timerbench.harness.judge.gate.Pair;

class GateJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void itValidatesAgainstTheSchemaHoweverAGateEnds() throws IOException {
        try (InputStream in = GateReport.class.getResourceAsStream("/schema/verdict-2.schema.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(MAPPER.readTree(in));
            for (GateReport report : GateReports.all()) {
                assertThat(schema.validate(json(report))).isEmpty();
            }
        }
    }

    @Test
    void everyPairIsToldWithItsOrderAndAllOfItsValues() throws IOException {
        GateReport report = GateReports.regression();
        JsonNode pairs = json(report).path("pairs");
        assertThat(pairs).hasSize(14);
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = report.pairs().get(i);
            JsonNode told = pairs.get(i);
            assertThat(told.path("number").asInt()).isEqualTo(pair.number());
            assertThat(told.path("baselineFirst").asBoolean()).isEqualTo(pair.baselineFirst());
            assertThat(values(told.path("baseline"))).isEqualTo(pair.baseline().values());
            assertThat(values(told.path("candidate")))
                    .isEqualTo(pair.candidate().values());
        }
        assertThat(json(report).at("/conditions/seed").asText()).isEqualTo("42");
    }

    @Test
    void whatWentWrongInATrialIsTold() throws IOException {
        assertThat(json(GateReports.violation())
                        .at("/pairs/4/candidate/violations/0")
                        .asText())
                .isEqualTo("lost callbacks: 2, wanted none");
        assertThat(json(GateReports.failedTrial())
                        .at("/pairs/2/candidate/failure")
                        .asText())
                .isEqualTo("the service ended with exit code 3 before it was ready");
    }

    @Test
    void whatWasNotMeasuredIsAbsent() throws IOException {
        JsonNode missing = json(GateReports.missingMetric()).at("/findings/0");
        assertThat(missing.has("baseline")).isFalse();
        assertThat(missing.has("ratio")).isFalse();
        // Its baseline is no number.
        assertThat(json(GateReports.hostile()).at("/findings/0").has("baseline"))
                .isFalse();
        for (GateReport report : GateReports.all()) {
            assertThat(GateJson.text(report)).doesNotContain("null", "NaN");
        }
    }

    private static Map<String, Double> values(JsonNode trial) {
        return MAPPER.convertValue(trial.path("values"), new TypeReference<>() {});
    }

    private static JsonNode json(GateReport report) throws IOException {
        return MAPPER.readTree(GateJson.text(report));
    }
}
