package timerbench.harness.targets.revision;

import timerbench.harness.targets.ServiceCode;

/** Makes the reference service of what is checked out. */
interface Build {
    /**
     * Returns its code, within the worktree and outside.
     *
     * @throws timerbench.harness.targets.TargetException if it cannot be built, with the last that was said
     */
    ServiceCode build(Worktree tree);
}
