package timerbench.harness.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import timerbench.harness.load.process.SimulationJvm;
import timerbench.harness.run.ExitCode;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.ProcessWatch;
import timerbench.settings.SettingsException;

/** The process that a load runs in: who started it, how Ctrl-C reaches it, and how it ends before a load. */
public final class RunProcess {
    private static final String MAVEN = "classworlds.launcher";

    /** Gatling's exit code for failed assertions. */
    private static final int ASSERTIONS_FAILED = 2;

    private RunProcess() {}

    /** Returns the folder that Gatling writes its results into. */
    static Path results() {
        return Path.of(System.getProperty(SimulationJvm.RESULTS, "results")).toAbsolutePath();
    }

    /** Returns the process of Maven, if Maven started this one. */
    static Optional<ProcessHandle> maven() {
        return ProcessHandle.current()
                .parent()
                .filter(parent -> parent.info().commandLine().orElse("").contains(MAVEN));
    }

    /**
     * Returns the instant at which Maven started, to 10 ms on Linux. Returns the start of this process if Maven did
     * not start it or the system does not report the instant.
     */
    static Instant commandGiven() {
        return maven().orElse(ProcessHandle.current())
                .info()
                .startInstant()
                .orElseGet(() -> Instant.ofEpochMilli(
                        ManagementFactory.getRuntimeMXBean().getStartTime()));
    }

    /**
     * Ends this process when its parent ends: killing mvn alone would leave it running. A process that a shell
     * started by the command line is left alone, because a shell may go and its command go on, as with nohup.
     */
    static void endWithParent() {
        boolean byCommandLine = System.getProperty("sun.java.command", "").startsWith("timerbench.harness.cli.");
        if (!byCommandLine) {
            ProcessHandle.current()
                    .parent()
                    .ifPresent(parent -> ProcessWatch.onEnd(parent, () -> System.exit(ExitCode.TERMINATED)));
        }
    }

    /** Something without which there is no load. */
    interface Need<T> {
        T get() throws IOException;
    }

    /**
     * Returns what is needed, or ends the process: with 2 for wrong settings, with 3 for a target that is not
     * ready.
     */
    static <T> T endUnless(Need<T> need) {
        try {
            return need.get();
        } catch (SettingsException e) {
            throw end(ExitCode.WRONG_SETTINGS, e.getMessage());
        } catch (TargetException | DatabaseException | IOException | IllegalStateException e) {
            throw end(ExitCode.FAILED, e.getMessage());
        }
    }

    /**
     * Returns the code to end with so that the parent understands it. Maven's plugin takes 2 for limits that a
     * simulation has crossed, whatever else it means to us, and all others for a crash of Gatling.
     */
    static int exitCode(int exitCode, boolean underMaven) {
        if (!underMaven) {
            return exitCode;
        }
        return switch (exitCode) {
            case ExitCode.THRESHOLD_CROSSED -> ASSERTIONS_FAILED;
            case ExitCode.WRONG_SETTINGS -> ExitCode.FAILED;
            default -> exitCode;
        };
    }

    /** Ends the process with this message; never returns. In a check it throws an exception instead. */
    static RuntimeException end(int exitCode, String message) {
        if (SimulationCheck.running().isPresent()) {
            throw exitCode == ExitCode.WRONG_SETTINGS ? new SettingsException(message) : new TargetException(message);
        }
        System.err.println("timer-bench: " + message);
        Output.failed(exitCode, message);
        System.exit(exitCode(exitCode, maven().isPresent()));
        return new IllegalStateException("unreachable");
    }

    /**
     * Sets what Ctrl-C does, in place of what it did before. Each action runs on a thread of its own. Where the JVM
     * does not allow it, Ctrl-C stays as it was.
     *
     * @param first ends the load, so that it can be reported
     * @param again ends the process at once
     */
    public static void onInterrupt(Runnable first, Runnable again) {
        AtomicInteger times = new AtomicInteger();
        // The thread that calls the handler is the JVM's own.
        handle(() -> new Thread(times.incrementAndGet() == 1 ? first : again, "interrupted").start());
    }

    /**
     * {@code sun.misc.Signal} is what the JDK supports for this (module jdk.unsupported), but javac warns of it in
     * a way that cannot be suppressed; hence the reflection.
     */
    private static void handle(Runnable onInterrupt) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    RunProcess.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            onInterrupt.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), proxy);
        } catch (InvocationTargetException e) {
            // The JVM was told to leave signals alone (-Xrs), or was started with this one ignored.
            System.err.println("timer-bench: Ctrl-C will end the run without a report: " + e.getCause());
        } catch (ReflectiveOperationException e) {
            System.err.println("timer-bench: Ctrl-C will end the run without a report: " + e);
        }
    }
}
