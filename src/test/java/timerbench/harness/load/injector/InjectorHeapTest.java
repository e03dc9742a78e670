package timerbench.harness.load.injector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class InjectorHeapTest {
    @Test
    void itIsThatOfThisProcess() {
        // Some collectors keep a part of the heap empty.
        assertThat(InjectorHeap.ofThisProcess().bytes())
                .isBetween(
                        Runtime.getRuntime().maxMemory(), Runtime.getRuntime().maxMemory() * 5 / 4);
    }

    @Test
    void whatFitsIsNotRefused() {
        assertThatCode(() -> new InjectorHeap(1_000).requireRoom(4, 4_000, "this machine"))
                .doesNotThrowAnyException();
    }
}
