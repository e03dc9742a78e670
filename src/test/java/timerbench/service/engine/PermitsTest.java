package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermitsTest {
    private final Permits permits = new Permits(512);

    private static CallbackUrl.Address address(int number) {
        return new CallbackUrl.Address("http", "host" + number, 80);
    }

    /** Returns how many an address holds that takes what it gets. */
    private int takeAll(CallbackUrl.Address address) {
        int taken = 0;
        while (permits.share(address) > 0) {
            permits.take(address);
            taken++;
        }
        return taken;
    }

    @Test
    void oneAddressGetsThreeQuartersAndLeavesTheRestToOthers() throws InterruptedException {
        assertThat(takeAll(address(1))).isEqualTo(384);
        assertThat(permits.await(Duration.ZERO)).isEqualTo(128);
        assertThat(permits.share(address(2))).isEqualTo(384);
    }

    @Test
    void twoThatDoNotAnswerLeaveSomethingToAThird() {
        takeAll(address(1));
        assertThat(takeAll(address(2))).isEqualTo(96);
        assertThat(takeAll(address(3))).isEqualTo(24);
    }

    @Test
    void anAddressWithNothingInFlightAlwaysHasAShareWhereThereIsAPermit() throws InterruptedException {
        int last = IntStream.iterate(1, number -> number + 1)
                .filter(number -> takeAll(address(number)) < 3)
                .findFirst()
                .orElseThrow();
        assertThat(permits.await(Duration.ZERO)).isZero();
        permits.answered(address(1));
        permits.giveBack();
        assertThat(permits.await(Duration.ZERO)).isEqualTo(1);
        assertThat(permits.share(address(last + 1))).isEqualTo(3);
    }

    @Test
    void whatIsAnsweredCountsForNoAddressAndHasItsPermitUntilItIsGivenBack() throws InterruptedException {
        takeAll(address(1));
        for (int i = 0; i < 384; i++) {
            permits.answered(address(1));
        }
        assertThat(permits.share(address(1))).isEqualTo(3 * 512);
        assertThat(permits.await(Duration.ZERO)).isEqualTo(128);
        assertThat(permits.awaitAll(Duration.ZERO)).isFalse();
        for (int i = 0; i < 384; i++) {
            permits.giveBack();
        }
        assertThat(permits.awaitAll(Duration.ZERO)).isTrue();
    }

    @Test
    void ofOnePermitOneIsGiven() {
        Permits single = new Permits(1);
        assertThat(single.share(address(1))).isEqualTo(3);
        single.take(address(1));
        assertThat(single.share(address(1))).isZero();
        assertThat(single.share(address(2))).isZero();
    }
}
