package timerbench.harness.targets.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import timerbench.harness.targets.process.DatabaseException;

/**
 * A container that shares no folder with this machine. It writes into a volume of its own and into {@code /tmp}, and
 * has no rights beyond those of any user. The engine copies files into the volume and out of it.
 */
public final class IsolatedContainer {
    /** The label with the name of whoever removes the container; a {@link ContainerGuard} finds it by this. */
    public static final String OWNER = DockerEngine.LABEL + ".owner";

    /** Native libraries are unpacked to /tmp and loaded from there, as in compose.yaml. */
    private static final Map<String, String> TMP = Map.of("/tmp", "exec,mode=1777,size=512m");

    private static final int ANSWER_SECONDS = 30;

    private final String name;
    private final String volume;

    private IsolatedContainer(String name, String volume) {
        this.name = name;
        this.volume = volume;
    }

    /**
     * What to start.
     *
     * @param labels the container's
     * @param network of the engine, or {@code host}
     * @param volume the folder in the container that it writes into
     * @param environment variables, which may be secrets
     * @param command the arguments of the image's entry point
     */
    public record Wanted(
            String image,
            String name,
            Map<String, String> labels,
            String network,
            ContainerLimits limits,
            String volume,
            Map<String, String> environment,
            List<String> command) {
        /** Says nothing of the environment. */
        @Override
        public String toString() {
            return name + " of " + image;
        }
    }

    /**
     * How a container is.
     *
     * @param isRunning true also while it is paused
     * @param exitCode only if it does not run
     * @param outOfMemory whether the kernel ended a process of it, because it needed more memory than its limit
     */
    public record State(boolean isRunning, int exitCode, boolean outOfMemory) {
        private static State of(ContainerState state) {
            Long exitCode = state.getExitCodeLong();
            return new State(
                    Boolean.TRUE.equals(state.getRunning()),
                    exitCode == null ? 0 : exitCode.intValue(),
                    Boolean.TRUE.equals(state.getOOMKilled()));
        }
    }

    /**
     * Creates a container, whose image the engine has. It does not run yet.
     *
     * @throws IOException if the engine refuses or does not answer
     */
    public static IsolatedContainer create(Wanted wanted) throws IOException {
        IsolatedContainer container = new IsolatedContainer(wanted.name, wanted.volume);
        HostConfig host = HostConfig.newHostConfig()
                .withNetworkMode(wanted.network)
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withTmpFs(TMP);
        wanted.limits.applyTo(host);
        container.ask(
                "be created",
                engine -> engine.createContainerCmd(wanted.image)
                        .withName(wanted.name)
                        .withLabels(wanted.labels)
                        .withVolumes(new Volume(wanted.volume))
                        .withEnv(wanted.environment.entrySet().stream()
                                .map(variable -> variable.getKey() + "=" + variable.getValue())
                                .toList())
                        .withCmd(wanted.command)
                        .withHostConfig(host)
                        .exec());
        return container;
    }

    /**
     * Starts the container.
     *
     * @throws IOException if the engine refuses or does not answer
     */
    public void start() throws IOException {
        ask("be started", engine -> engine.startContainerCmd(name).exec());
    }

    private interface Question<T> {
        T put(DockerClient engine) throws IOException, InterruptedException;
    }

    private <T> T ask(String what, Question<T> question) throws IOException {
        try {
            return question.put(DockerEngine.client());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while container " + name + " was to " + what, e);
        } catch (DatabaseException e) {
            throw new IOException(e.getMessage(), e);
        } catch (DockerException e) {
            throw new IOException("container " + name + " could not " + what + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // A broken connection has no exception of its own.
            throw new IOException(
                    "container " + name + " could not " + what + ", because the Docker engine does not answer: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Returns the container's name. */
    public String name() {
        return name;
    }

    /**
     * Returns how the container is; empty if it is gone.
     *
     * @throws IOException if the engine does not answer
     */
    public Optional<State> state() throws IOException {
        return ask("be inspected", engine -> {
            try {
                return Optional.of(
                        State.of(engine.inspectContainerCmd(name).exec().getState()));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** Returns the main process, if it is one of this machine: not with Docker Desktop. */
    public Optional<ProcessHandle> process() {
        return ContainerProcess.of(name);
    }

    /**
     * Returns a file of the volume; empty if there is none. The container need not run.
     *
     * @throws IOException if the container is gone, or the engine does not answer
     */
    public Optional<byte[]> read(String file) throws IOException {
        Optional<byte[]> content = ask("be asked for " + file, engine -> {
            try (TarArchiveInputStream archive =
                    new TarArchiveInputStream(engine.copyArchiveFromContainerCmd(name, volume + "/" + file)
                            .exec())) {
                return Optional.of(only(archive));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
        if (content.isEmpty() && state().isEmpty()) {
            throw new IOException("container " + name + " is gone");
        }
        return content;
    }

    private static byte[] only(TarArchiveInputStream archive) throws IOException {
        TarArchiveEntry entry = archive.getNextEntry();
        if (entry == null) {
            throw new IOException("the engine sent no file");
        }
        byte[] content = archive.readAllBytes();
        if (content.length != entry.getSize()) {
            throw new IOException(content.length + " of " + entry.getSize() + " bytes arrived");
        }
        return content;
    }

    /**
     * Writes a file into the volume. The container need not run. A program in it may see a part of the file.
     *
     * @throws IOException if the container is gone, or the engine does not answer
     */
    public void put(String file, byte[] content) throws IOException {
        byte[] archive = archive(file, content);
        ask("be given " + file, engine -> {
            try (InputStream stream = new ByteArrayInputStream(archive)) {
                return engine.copyArchiveToContainerCmd(name)
                        .withRemotePath(volume)
                        .withTarInputStream(stream)
                        .exec();
            }
        });
    }

    /**
     * Writes a file into the volume. Programs in the container see all of it or nothing.
     *
     * @throws IOException if the container does not run, or the engine does not answer
     */
    public void write(String file, byte[] content) throws IOException {
        String unfinished = "." + file + ".unfinished";
        put(unfinished, content);
        var unused = run("mv", volume + "/" + unfinished, volume + "/" + file);
    }

    private static byte[] archive(String file, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(file);
            entry.setSize(content.length);
            archive.putArchiveEntry(entry);
            archive.write(content);
            archive.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    /**
     * Runs a command in the container, and returns what it prints.
     *
     * @throws IOException if the container does not run, the command fails, or the engine does not answer
     */
    public String run(String... command) throws IOException {
        String what = "run " + String.join(" ", command);
        Output output = new Output();
        Long exitCode = ask(what, engine -> {
            String id = engine.execCreateCmd(name)
                    .withCmd(command)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .exec()
                    .getId();
            output.await(engine.execStartCmd(id).exec(output));
            return engine.inspectExecCmd(id).exec().getExitCodeLong();
        });
        if (exitCode == null || exitCode != 0) {
            throw new IOException("container " + name + " could not " + what + ": exit code " + exitCode + ", "
                    + output.text().strip());
        }
        return output.text();
    }

    /**
     * Returns what the container has printed. It need not run.
     *
     * @param lines the most lines to return: the last
     * @throws IOException if the container is gone, or the engine does not answer
     */
    public String log(int lines) throws IOException {
        Output output = new Output();
        return ask("be asked for its output", engine -> {
            output.await(engine.logContainerCmd(name)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(lines)
                    .exec(output));
            return output.text();
        });
    }

    /** What a container or a command in it prints. */
    private static final class Output extends ResultCallback.Adapter<Frame> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void onNext(Frame frame) {
            bytes.writeBytes(frame.getPayload());
        }

        void await(Output started) throws InterruptedException, IOException {
            if (!started.awaitCompletion(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("no end of the output within " + ANSWER_SECONDS + " s");
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    /**
     * Ends the container at once, and removes it with its volume.
     *
     * @throws IOException if the engine refuses or does not answer
     */
    public void remove() throws IOException {
        ask("be removed", engine -> {
            DockerEngine.remove(name);
            return name;
        });
    }
}
