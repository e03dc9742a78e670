package timerbench.service.model;

/** What becomes of an attempt, or comes between it and its settlement. */
enum Fate {
    REMOVED,
    TRIED_AGAIN,
    RESCHEDULED,
    UPDATED_MEANWHILE,
    REPLACED_MEANWHILE,
    DELETED_MEANWHILE,
    DEPOSED_MEANWHILE,
    NEVER_SETTLED
}
