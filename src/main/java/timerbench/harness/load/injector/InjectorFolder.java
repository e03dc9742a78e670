package timerbench.harness.load.injector;

/**
 * The folder of an injector. Coordinator and injector leave whole files in it: a file is written under another name
 * first, and then renamed.
 */
public final class InjectorFolder {
    /** Written by the injector as soon as it has started: who it is ({@link InjectorIdentity}). */
    public static final String IDENTITY = "injector.json";

    /** Written by the injector when it is ready to begin: all timers are created that are created before the load. */
    public static final String READY = "ready";

    /** Written by the injector again and again, for people: how far it is ({@link InjectorProgress}). */
    public static final String PROGRESS = "progress";

    /** Written by the coordinator: when to begin, in nanoseconds since the epoch, by the injector's own clock. */
    public static final String BEGIN = "begin";

    /** Written by the coordinator to end the load early: {@code fail} or {@code interrupt}, and a line with the reason. */
    public static final String STOP = "stop";

    /** Written by the injector: its requests, second by second. */
    public static final String REQUESTS = "requests.csv.gz";

    /** Written by the injector, last of all: everything else that it has measured. */
    public static final String PART = "part.json";

    /** Written by the coordinator when it has all files of the part: the injector need not stay any longer. */
    public static final String FETCHED = "fetched";

    private InjectorFolder() {}
}
