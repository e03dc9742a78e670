package timerbench.harness.load.injector;

import java.io.IOException;
import java.nio.file.Path;
import timerbench.harness.targets.docker.ContainerLimits;

/** A coordinator of tests: it starts two injectors in containers, and stays until it is killed. */
final class HeldContainers {
    private HeldContainers() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        RunningInjectors running = InjectorContainersTest.engine(args[0], "", ContainerLimits.NONE, Path.of(args[2]))
                .start(InjectorContainersTest.launch(args[1], 2));
        System.out.println("started " + running);
        Thread.currentThread().join();
    }
}
