package timerbench.harness.targets.revision;

import java.nio.file.Path;
import java.util.List;

/** A process that checks out HEAD of the repository around a folder, and builds it until it is killed. */
final class HeldRevision {
    private HeldRevision() {}

    public static void main(String[] args) {
        Revisions revisions = new Revisions(
                new Git(Path.of(args[0])),
                Scratch.recipe(tree -> {
                    System.out.println("HELD " + tree.project());
                    tree.run(List.of("sh", "-c", "echo begun > ../begun; exec tail -f /dev/null"));
                }),
                new KeptBuilds(Path.of(args[1])),
                said -> {});
        try (Revisions.Revision revision = revisions.of("HEAD")) {
            System.out.println("ENDED " + revision.commit());
        }
    }
}
