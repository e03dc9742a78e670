package timerbench.harness.targets.database;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.Disturbable;
import timerbench.harness.targets.process.Signal;

/**
 * A server that can be stopped and go on, but not start again with its data.
 *
 * @param name for messages
 * @param process the root of its processes
 */
public record PausedProcess(String name, ProcessHandle process) implements Disturbable {
    private List<ProcessHandle> all() {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    @Override
    public void stop() {
        Signal.STOP.send(all());
    }

    @Override
    public void resume() {
        Signal.CONTINUE.send(all());
    }

    @Override
    public void kill() {
        throw refused();
    }

    @Override
    public void shutDown() {
        throw refused();
    }

    @Override
    public void startAgain(Duration timeout) {
        throw refused();
    }

    private DatabaseException refused() {
        return new DatabaseException(name + " can only be stopped: it would not start again with its data");
    }
}
