package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.gate.Explanation.Stacks;
import timerbench.harness.judge.gate.GateCauses;

class FlameGraphTest {
    private static JsonNode plot(Stacks stacks) {
        List<? extends JsonNode> plots = FlameGraph.of(stacks).plots();
        assertThat(plots).hasSize(1);
        return plots.get(0);
    }

    @Test
    void framesOfBothSidesAreOneTreeWithTheSamplesOfEach() {
        JsonNode plot = plot(new Stacks(List.of("a;b 3", "a;c 1"), List.of("a;b 2", "a 1", "d;b 9"), .5, .25));
        assertThat(plot.path("baselinePercent").asDouble()).isEqualTo(.5);
        assertThat(plot.path("candidatePercent").asDouble()).isEqualTo(.25);
        assertThat(plot.path("names")).extracting(JsonNode::asText).containsExactly("all", "a", "b", "c", "d");
        assertThat(plot.path("frames").toString())
                .isEqualTo("[0,0,4,12, 1,1,4,3, 2,2,3,2, 2,3,1,0, 1,4,0,9, 2,2,0,9]".replace(" ", ""));
    }

    @Test
    void frameNamesMayHaveSpaces() {
        assertThat(plot(new Stacks(List.of("G1 Main Marker 3"), List.of(), 1, 1))
                        .at("/names/1")
                        .asText())
                .isEqualTo("G1 Main Marker");
    }

    @Test
    void framesThatAreRareOnBothSidesAreLeftOutAndThatIsSaid() {
        FlameGraph graph = FlameGraph.of(
                new Stacks(List.of("a 9999", "rare;b 9"), List.of("a 999", "rare;c 1", "often 20"), 1, 1));
        assertThat(graph.pruned())
                .isEqualTo("3 frames with less than 0.1 % of the samples of both sides are not shown.");
        assertThat(graph.plots().get(0).path("names"))
                .extracting(JsonNode::asText)
                .containsExactly("all", "a", "often");
        assertThat(FlameGraph.of(new Stacks(List.of("a 1"), List.of(), 1, 1)).pruned())
                .isEmpty();
    }

    @Test
    void largeStacksMakeNoLargePage() {
        FlameGraph graph = FlameGraph.of(GateCauses.large());
        assertThat(graph.plots().get(0).toString()).hasSizeLessThan(500_000);
        assertThat(graph.pruned()).contains(" % of the samples");
    }

    @Test
    void withoutSamplesThereIsNothingToDraw() {
        assertThat(FlameGraph.of(new Stacks(List.of(), List.of(), 1, 1)).plots())
                .isEmpty();
    }
}
