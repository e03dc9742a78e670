package timerbench.harness.targets.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.targets.TargetException;
import timerbench.settings.SettingsException;

class RevisionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> progress = new ArrayList<>();
    private int builds;

    @TempDir
    private Path temporary;

    private Scratch scratch;
    private Revisions revisions;

    @BeforeEach
    void makeRepository() throws IOException {
        scratch = Scratch.in(Files.createDirectory(temporary.resolve("repository")));
        revisions = building(tree -> builds++);
    }

    private Revisions building(Consumer<Worktree> build) {
        return of(scratch.repository(), build);
    }

    private Revisions of(Git git, Consumer<Worktree> build) {
        return new Revisions(git, Scratch.recipe(build), new KeptBuilds(kept()), progress::add);
    }

    private Path kept() {
        return temporary.resolve("kept");
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 2", "HEAD~1, 1", "main, 2", "main^, 1", "v1, 1", "refs/tags/v1, 1"})
    void headBranchesAndTagsAreRevisions(String name, String version) throws IOException {
        try (Revisions.Revision revision = revisions.of(name)) {
            assertThat(Scratch.version(revision)).isEqualTo(version);
            assertThat(revision.commit())
                    .isEqualTo(new Git.Commit(scratch.git("rev-parse", name + "^{commit}"), "version " + version));
        }
    }

    @Test
    void aHashIsARevision() throws IOException {
        String hash = scratch.git("rev-parse", "--short", "v1");
        try (Revisions.Revision revision = revisions.of(hash)) {
            assertThat(revision.commit().hash()).hasSize(40).startsWith(hash);
        }
    }

    @Test
    void uncommittedChangesAreNotPartOfHead() throws IOException {
        Files.writeString(scratch.project().resolve("version"), "changed");
        try (Revisions.Revision revision = revisions.of("HEAD")) {
            assertThat(Scratch.version(revision)).isEqualTo("2");
        }
        assertThat(scratch.project().resolve("version")).hasContent("changed");
    }

    @Test
    void theSameCommitIsBuiltOnce() throws IOException {
        Revisions.Revision one = revisions.of("HEAD");
        Revisions.Revision other = revisions.of("main");
        assertThat(other.folder()).isEqualTo(one.folder());
        one.close();
        one.close();
        assertThat(Scratch.version(other)).isEqualTo("2");
        other.close();
        assertThat(builds).isEqualTo(1);
    }

    @Test
    void aLaterProcessFindsTheBuild() throws IOException {
        revisions.of("HEAD").close();
        try (Revisions.Revision later = building(tree -> builds++).of("main")) {
            assertThat(Scratch.version(later)).isEqualTo("2");
        }
        assertThat(builds).isEqualTo(1);
        assertThat(progress.get(2)).matches("git:main was built already: [0-9a-f]{10} version 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"built/version", "files", "lock"})
    void aBuildThatLacksAFileIsMadeAgain(String missing) throws IOException {
        revisions.of("HEAD").close();
        Files.delete(only(kept()).resolve(missing));
        try (Revisions.Revision again = revisions.of("HEAD")) {
            assertThat(Scratch.version(again)).isEqualTo("2");
        }
        assertThat(builds).isEqualTo(2);
        assertThat(only(kept()).resolve(missing)).exists();
    }

    @Test
    void aBuildWithACutFileIsMadeAgain() throws IOException {
        revisions.of("HEAD").close();
        Files.writeString(only(kept()).resolve("built/version"), "");
        try (Revisions.Revision again = revisions.of("HEAD")) {
            assertThat(Scratch.version(again)).isEqualTo("2");
        }
        assertThat(builds).isEqualTo(2);
    }

    @Test
    void whatAServiceAddsToItsBuildDoesNoHarm() throws IOException {
        try (Revisions.Revision used = revisions.of("HEAD")) {
            Files.writeString(used.folder().resolve("service.log"), "started");
        }
        revisions.of("HEAD").close();
        assertThat(builds).isEqualTo(1);
    }

    @Test
    void anotherCommandIsAnotherBuild() throws IOException {
        for (String command : List.of("cp version one", "cp version other", "cp version one")) {
            new Revisions(scratch.repository(), new CommandBuild(command), new KeptBuilds(kept()), progress::add)
                    .of("v1")
                    .close();
        }
        assertThat(progress).filteredOn(line -> line.startsWith("built ")).hasSize(2);
        assertThat(progress).filteredOn(line -> line.contains("already")).hasSize(1);
    }

    @Test
    void aCommandsWholeTreeIsKeptWithoutGit() throws IOException {
        CommandBuild command =
                new CommandBuild("mkdir bin; ln -s ../version bin/link; echo \"[$API_TOKEN]\" > bin/token");
        Revisions built = new Revisions(new Git(scratch.folder()), command, new KeptBuilds(kept()), progress::add);
        // The scratch project is below the repository's top.
        try (Revisions.Revision revision =
                new Revisions(scratch.repository(), command, new KeptBuilds(kept()), progress::add).of("v1")) {
            assertThat(revision.folder().resolve("bin/link")).isSymbolicLink().hasContent("1");
            assertThat(revision.folder().resolve("bin/token")).hasContent("[]");
        }
        try (Revisions.Revision top = built.of("v1")) {
            assertThat(top.folder().resolve("project/version")).hasContent("1");
            assertThat(top.folder().resolve(".git")).doesNotExist();
        }
    }

    @Test
    void theWorktreeIsRemovedAsSoonAsItIsBuilt() throws IOException {
        List<Path> trees = new ArrayList<>();
        try (Revisions.Revision revision =
                building(tree -> trees.add(tree.beside())).of("HEAD")) {
            assertThat(revision.folder()).exists();
            assertThat(scratch.worktrees()).isEmpty();
            assertThat(trees).hasSize(1).allSatisfy(tree -> assertThat(tree).doesNotExist());
        }
    }

    @Test
    void theCommitsBetweenTwoRevisionsAreThoseAfterTheFirst() {
        assertThat(revisions.between("v1", "HEAD"))
                .containsExactly(scratch.repository().commit("HEAD"));
        assertThatThrownBy(() -> revisions.between("HEAD", "v1"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("HEAD (")
                .hasMessageContaining("is no ancestor of v1 (");
        assertThatThrownBy(() -> revisions.between("HEAD", "main"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("HEAD and main are the same commit, ");
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> listed = all.toList();
            assertThat(listed).hasSize(1);
            return listed.get(0);
        }
    }

    @Test
    void buildsAreReported() {
        revisions.of("v1").close();
        assertThat(progress).hasSize(2);
        assertThat(progress.get(0)).matches("building git:v1: [0-9a-f]{10} version 1");
        assertThat(progress.get(1)).matches("built git:v1 in [0-9]+ s");
    }

    @ParameterizedTest
    @CsvSource({"nowhere, fatal: Needed a single revision", "HEAD~7, fatal: Needed a single revision", "--all, dash"})
    void anUnknownRevisionIsAnErrorWithGitsMessage(String name, String said) {
        assertThatThrownBy(() -> revisions.of(name))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("git:" + name + ": ")
                .hasMessageContaining(said);
        assertThat(builds).isZero();
    }

    @Test
    void outsideARepositoryGitsMessageIsShown() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Revisions none = of(new Git(elsewhere), tree -> {});
        assertThatThrownBy(() -> none.of("HEAD"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("not a git repository");
    }

    @Test
    void aShallowCloneIsReported() throws IOException {
        scratch.git("clone", "-q", "--depth=1", "file://" + scratch.folder(), "../shallow");
        Git clone = new Git(temporary.resolve("shallow/project"));
        assertThatThrownBy(() -> of(clone, tree -> {}).of("HEAD~1"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("fatal:")
                .hasMessageContaining("git fetch --unshallow");
        of(clone, tree -> {}).of("HEAD").close();
    }

    @Test
    void aFailedBuildShowsItsLastLinesAndLeavesNothing() throws IOException {
        Consumer<Worktree> failing = tree -> {
            Worktree.Ended ended = tree.run(List.of("sh", "-c", "seq 1 99; echo no such symbol >&2; exit 3"));
            throw new TargetException(ended.exitCode() + " " + ended.lastLines());
        };
        assertThatThrownBy(() -> building(failing).of("v1"))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("git:v1 (")
                .hasMessageContaining(" version 1) was not built: 3 71\n72\n")
                .hasMessageEndingWith("\n99\nno such symbol");
        assertThat(scratch.worktrees()).isEmpty();
        assertThat(kept()).doesNotExist();
    }

    @Test
    void hooksOfTheRepositoryAreNotRun() throws IOException {
        Path hook = scratch.folder().resolve(".git/hooks/post-checkout");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        revisions.of("HEAD").close();
        assertThat(builds).isEqualTo(1);
    }

    @Test
    void withinAHookOfGitItStillFindsItsWay() throws Exception {
        Path begun = holdUntilBuilt(Map.of("GIT_DIR", temporary.resolve("wrong").toString()));
        assertThat(begun).doesNotExist();
    }

    @Test
    void nothingIsLeftWhenTheProcessIsKilledDuringABuild() throws Exception {
        Path begun = holdUntilBuilt(Map.of());
        assertThat(begun).doesNotExist();
        await(() -> scratch.worktrees().isEmpty());
        assertThat(scratch.worktrees()).isEmpty();
        assertThat(kept()).doesNotExist();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Kills a process while it builds HEAD; returns the folder of the build when it is gone or patience is over. */
    private Path holdUntilBuilt(Map<String, String> environment) throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldRevision.class.getName(),
                        scratch.project().toString(),
                        kept().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().putAll(environment);
        Process owner = command.start();
        String held = owner.inputReader()
                .lines()
                .filter(line -> line.startsWith("HELD "))
                .findFirst()
                .orElseThrow();
        Path project = Path.of(held.substring("HELD ".length()));
        await(() -> Files.exists(project.resolveSibling("begun")));
        List<ProcessHandle> builds = owner.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("tail"))
                .toList();
        assertThat(builds).hasSize(1);
        owner.destroyForcibly();
        assertThat(builds.get(0)
                        .onExit()
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .isAlive())
                .isFalse();
        Path folder = project.getParent().getParent();
        await(() -> !Files.exists(folder));
        return folder;
    }
}
