package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.scaling.Sweep;
import timerbench.harness.judge.scaling.Sweeps;

class ScaleParagraphTest {
    /** The machine of these runs, which is the same in all. */
    private static final String MACHINE =
            "Generator, service and database shared the 2 processors of this machine," + " which were 95 % busy with ";

    private static String instances(BiFunction<Double, Integer, Double> rate, String... values) {
        return ScaleParagraph.text(Sweeps.capacity("instances", rate, 3, values));
    }

    @Test
    void aServiceThatScalesWithAFailedRun() {
        assertThat(ScaleParagraph.text(Sweeps.instances()))
                .isEqualTo("From 1 to 8 instances, the highest rate of timers that meets the limits went from 1,000/s"
                        + " to 5,926/s. It got faster: 5.93 times as much, 95 % interval 5.53 to 6.35. 8 times the"
                        + " rate would be ideal; it reached 74.1 % of that (69.1 % to 79.4 %). No peak is shown:"
                        + " throughput may rise without end. With 8 instances, most runs were limited by: service CPU. "
                        + MACHINE + "8 instances: the result says little about machines with more processors, and"
                        + " little beyond 2 instances. All this rests on 11 runs, up to 3 of each value; 1 more"
                        + " failed.");
    }

    @Test
    void aServiceThatDoesNotScale() {
        assertThat(instances((at, repeat) -> 1_000.0 + (repeat * 7 + at) % 3 * 10, "1", "2", "4"))
                .startsWith("From 1 to 4 instances, the highest rate of timers that meets the limits went from")
                .contains("No difference is shown: 1.00 times as much, 95 % interval 0.97 to 1.03.")
                .contains("4 times the rate would be ideal; it reached 25 % of that")
                .contains("Whether there is a peak is not known: the Universal Scalability Law needs at least 4 values"
                        + " of the axis, there are 3.")
                .endsWith("All this rests on 9 runs, up to 3 of each value.");
    }

    @Test
    void aServiceThatGetsSlower() {
        assertThat(instances((at, repeat) -> 1_000 / at + repeat, "1", "2", "4"))
                .contains("went from 1,002/s to 252/s. It got slower: 0.25 times as much, 95 % interval 0.25 to 0.26.");
    }

    @Test
    void aServiceWithAPeak() {
        assertThat(instances(
                        (at, repeat) ->
                                1_000 * at / (1 + 0.05 * (at - 1) + 0.02 * at * (at - 1)) * (1 + repeat / 500.0),
                        "1",
                        "2",
                        "4",
                        "6",
                        "8",
                        "12",
                        "16"))
                .containsPattern(
                        "The rate peaks at instances 6\\.\\d+ \\(6\\.\\d+ to (6|7)\\.\\d+\\), by the Universal");
    }

    @Test
    void oneRunOfEachIsNotTested() {
        assertThat(ScaleParagraph.text(
                        Sweeps.capacity("docker.service.cpus", (at, repeat) -> 1_000 * at, 1, "0.25", "0.5", "1")))
                .contains("From 0.25 to 1 processor for the service, the highest rate")
                .contains("went from 250/s to 1,000/s. That is 4.00 times as much, but it was not tested: there is no"
                        + " interval. 4 times the rate would be ideal; it reached 100 % of that.")
                .contains("the result says little about machines with more processors. All this");
    }

    @Test
    void boundsAreNoFigures() {
        assertThat(ScaleParagraph.text(Sweeps.censored()))
                .startsWith(
                        "How the service scales is not known: there is a figure only with 2 instances, 702/s. With 1"
                                + " instance, no rate met the limits in 1 of 3 runs. With 4 instances, the highest rate that was"
                                + " to be tried met the limits in 3 of 3 runs; it is at least 1,600/s.");
    }

    @Test
    void afterAnInterruptItNamesTheRunsThatWereMade() {
        Sweep whole = Sweeps.instances();
        Sweep firstRepeat = Sweep.of(
                whole.id(), whole.plan(), whole.settings(), whole.runs().subList(0, 4));
        assertThat(ScaleParagraph.text(firstRepeat)).endsWith("All this rests on 4 of 12 planned runs.");
    }

    @Test
    void withoutAnyRunNothingIsSaidOfTheMachine() {
        assertThat(ScaleParagraph.text(Sweeps.failed()))
                .isEqualTo("How the service scales is not known: no point has a figure. Whether there is a peak is not"
                        + " known: the Universal Scalability Law needs at least 4 values of the axis, there are 0. All"
                        + " this rests on 0 runs, up to 1 of each value; 2 more failed.");
    }

    @Test
    void aSaturatedGeneratorIsSaid() {
        Sweep sweep = Sweeps.saturated();
        assertThat(ScaleParagraph.text(sweep))
                .contains("With 2 instances, the generator was saturated in 3 of 3 runs, which are left out.")
                .contains("How the service scales is not known: there is a figure only with 1 instance, 500/s.");
    }

    @Test
    void waitingTimersAreCounted() {
        assertThat(ScaleParagraph.text(Sweeps.pending()))
                .startsWith("From 1,000 to 1,000,000 waiting timers, the highest rate")
                .contains("No difference is shown")
                .doesNotContain("ideal");
    }
}
