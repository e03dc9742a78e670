package timerbench.harness.load.injector;

import java.io.IOException;
import java.nio.file.Path;

/** A coordinator of tests: it starts injectors in a folder, and stays until it is ended. */
final class HeldInjectors {
    private HeldInjectors() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        RunningInjectors running = ProcessEngineTest.engine(Path.of(args[0])).start(ProcessEngineTest.launch(2));
        System.out.println("started " + running);
        Thread.currentThread().join();
    }
}
