package timerbench.harness.foreign;

/**
 * What a service does wrong: every n-th time that it can. 0: never. The first timer that falls due is never lost or
 * called twice, because it may be that of a check before the load.
 *
 * @param afterDelete a timer is called shortly after its instant, although it was deleted
 * @param updateIgnored a timer is called at its old instant, and not at the new one
 * @param duplicate a timer is called again after it has succeeded
 * @param loss a timer is never called
 */
record Faults(long afterDelete, long updateIgnored, long duplicate, long loss) {
    static final Faults NONE = new Faults(0, 0, 0, 0);

    /** Returns whether this time is one of them. */
    static boolean isHit(long every, long number) {
        return every > 0 && number % every == 0;
    }
}
