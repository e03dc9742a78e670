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

    /** Has an address answer so many callbacks well, one after the other. */
    private void answerWell(CallbackUrl.Address address, int callbacks) {
        for (int i = 0; i < callbacks; i++) {
            permits.take(address);
            permits.answered(address, true);
            permits.giveBack();
        }
    }

    @Test
    void anAddressThatNeverAnswersGetsASixteenth() throws InterruptedException {
        for (int i = 1; i <= 10; i++) {
            assertThat(takeAll(address(i))).isEqualTo(32);
        }
        assertThat(permits.await(Duration.ZERO)).isEqualTo(192);
        assertThat(permits.share(address(11))).isEqualTo(32);
    }

    @Test
    void anAddressThatAnswersWellGetsUpToThreeQuartersAndLeavesTheRestToOthers() throws InterruptedException {
        answerWell(address(1), 68);
        assertThat(permits.share(address(1))).isEqualTo(100);
        answerWell(address(1), 1_000);
        assertThat(takeAll(address(1))).isEqualTo(384);
        assertThat(permits.await(Duration.ZERO)).isEqualTo(128);
        assertThat(permits.share(address(2))).isEqualTo(32);
    }

    @Test
    void aShareIsHalvedByAFailureAndNeverLessThanAtFirst() {
        answerWell(address(1), 68);
        permits.take(address(1));
        permits.answered(address(1), false);
        assertThat(permits.share(address(1))).isEqualTo(50);
        permits.take(address(1));
        permits.answered(address(1), false);
        assertThat(permits.share(address(1))).isEqualTo(32);
    }

    @Test
    void anAddressWithNothingInFlightHasAShareWhereThereIsAPermit() throws InterruptedException {
        int last = IntStream.iterate(1, number -> number + 1)
                .filter(number -> takeAll(address(number)) < 3)
                .findFirst()
                .orElseThrow();
        assertThat(permits.await(Duration.ZERO)).isZero();
        permits.answered(address(1), false);
        permits.giveBack();
        assertThat(permits.await(Duration.ZERO)).isEqualTo(1);
        assertThat(permits.share(address(last + 1))).isEqualTo(3);
    }

    @Test
    void whatIsAnsweredCountsForNoAddressAndHasItsPermitUntilItIsGivenBack() throws InterruptedException {
        takeAll(address(1));
        for (int i = 0; i < 32; i++) {
            permits.answered(address(1), true);
        }
        assertThat(permits.share(address(1))).isEqualTo(64);
        assertThat(permits.await(Duration.ZERO)).isEqualTo(480);
        assertThat(permits.awaitAll(Duration.ZERO)).isFalse();
        for (int i = 0; i < 32; i++) {
            permits.giveBack();
        }
        assertThat(permits.awaitAll(Duration.ZERO)).isTrue();
    }

    @Test
    void addressesWithNothingInFlightAreForgottenWhenTheyAreMany() {
        permits.take(address(0));
        answerWell(address(1), 10);
        for (int i = 2; i <= 1_001; i++) {
            answerWell(address(i), 1);
        }
        assertThat(permits.share(address(1))).as("as at first").isEqualTo(32);
        assertThat(permits.share(address(0))).as("one is in flight").isEqualTo(31);
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
