package timerbench.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What git knows of a folder; nothing outside a checkout, or without git. */
public final class Git {
    private final Path folder;

    public Git(Path folder) {
        // Of an empty path no process can be told that it is its folder.
        this.folder = folder.toAbsolutePath();
    }

    /** Returns the commit that is checked out, with {@code -dirty} after it if files differ from it. */
    public Optional<String> commit() {
        return said("describe", "--always", "--abbrev=40", "--dirty", "--exclude=*");
    }

    /** Returns by which name the user commits. */
    public Optional<String> userName() {
        return said("config", "user.name");
    }

    private Optional<String> said(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 && !said.isEmpty() ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
