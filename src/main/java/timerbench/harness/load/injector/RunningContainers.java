package timerbench.harness.load.injector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import timerbench.harness.load.process.RunLog;
import timerbench.harness.load.process.SimulationJvm;
import timerbench.harness.targets.docker.ContainerGuard;
import timerbench.harness.targets.docker.IsolatedContainer;
import timerbench.harness.targets.docker.IsolatedContainer.State;
import timerbench.harness.targets.process.AtExit;

/** Injectors that are containers. None outlives this process, however it ends. */
final class RunningContainers implements RunningInjectors {
    private static final int LINES = 20;

    /** The end of a run with its reason, and the names of all its files, are fewer. */
    private static final int LINES_OF_COMPLAINT = 200;

    private final List<IsolatedContainer> containers;
    private final IntFunction<Path> folders;
    private final ContainerGuard guard;
    private final AtExit end = new AtExit("remove-injectors", this::end);

    /**
     * @param folders the folder on this machine for what an injector printed
     * @param guard removes the containers if this process does not
     */
    RunningContainers(List<IsolatedContainer> containers, IntFunction<Path> folders, ContainerGuard guard) {
        this.containers = List.copyOf(containers);
        this.folders = folders;
        this.guard = guard;
    }

    @Override
    public Optional<String> failure(int index) throws IOException {
        IsolatedContainer container = containers.get(index);
        Optional<State> known = container.state();
        if (known.isEmpty()) {
            return Optional.of("lost its container " + container.name() + ": something else removed it");
        }
        State state = known.get();
        // The part comes last, so what happens after it does no harm.
        if (state.isRunning() || container.read(InjectorFolder.PART).isPresent()) {
            return Optional.empty();
        }
        String complaint = RunLog.complaint(container.log(LINES_OF_COMPLAINT));
        return Optional.of((state.outOfMemory() ? "ran out of the memory that its container may use; it " : "")
                + new InjectorEnd(state.exitCode()).text(complaint, log(index)));
    }

    /** Returns the file that gets all of what the injector printed in the end. */
    private Path log(int index) {
        return folders.apply(index).resolve(SimulationJvm.LOG);
    }

    @Override
    public Optional<byte[]> read(int index, String file) throws IOException {
        return containers.get(index).read(file);
    }

    @Override
    public void write(int index, String file, byte[] content) throws IOException {
        containers.get(index).write(file, content);
    }

    /** Containers of this machine have its clock. With Docker Desktop, they have that of a virtual machine. */
    @Override
    public ClockDifference clock(int index) throws IOException {
        IsolatedContainer container = containers.get(index);
        return container.process().isPresent()
                ? ClockDifference.NONE
                : ClockReading.of(() -> container.run("date", "+%s%N"));
    }

    @Override
    public List<String> lastLines(int index) {
        try {
            return RunLog.last(containers.get(index).log(LINES), LINES);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Removes all containers, and keeps what they printed. A container that cannot be removed is reported. */
    @Override
    public void close() {
        end.now();
    }

    private void end() {
        for (int i = 0; i < containers.size(); i++) {
            keepOutput(i);
        }
        if (removeAll(containers)) {
            guard.close();
        }
    }

    /** Removes containers, reports those that cannot be removed, and returns whether there are none. */
    static boolean removeAll(List<IsolatedContainer> containers) {
        boolean all = true;
        for (IsolatedContainer container : containers) {
            try {
                container.remove();
            } catch (IOException e) {
                all = false;
                System.err.println("timer-bench: " + e.getMessage() + "; remove it: docker rm -fv " + container.name());
            }
        }
        return all;
    }

    private void keepOutput(int index) {
        IsolatedContainer container = containers.get(index);
        try {
            if (container.state().isPresent()) {
                Files.writeString(log(index), container.log(Integer.MAX_VALUE));
            }
        } catch (IOException e) {
            // A failure of the engine is reported where it matters.
        }
    }
}
