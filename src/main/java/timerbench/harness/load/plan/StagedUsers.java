package timerbench.harness.load.plan;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import timerbench.harness.run.Period;

/**
 * Virtual users that come, stay and leave in stages, as with k6's ramping-vus executor: each user loops until the
 * stage has fewer users than its number. With Gatling's own closed injection, every iteration would be another user.
 */
public final class StagedUsers implements LoadPlan {
    /**
     * A stage, with its users at the end. Their number changes in even steps from that of the stage before.
     *
     * @param during how long it takes; whole seconds
     */
    public record Stage(int users, Duration during) {
        public Stage {
            if (users < 0) {
                throw new IllegalArgumentException("users must be at least 0, was " + users);
            }
            Durations.requireWholeSeconds("during", during);
        }
    }

    private static final String NUMBER = "userNumber";

    private final Duration warmUp;
    private final List<Stage> stages;
    private final Share share;
    /** Numbers of users that have left, for users that come later. */
    private final PriorityQueue<Integer> free = new PriorityQueue<>();

    private int next;

    /**
     * Makes users of stages.
     *
     * @param share of the users that this process sends
     * @throws IllegalArgumentException if no stage keeps its users, so that there is no hold
     */
    public StagedUsers(Duration warmUp, List<Stage> stages, Share share) {
        Durations.requirePositive("warmUp", warmUp);
        this.warmUp = warmUp;
        this.stages = List.copyOf(stages);
        this.share = share;
        var unused = holdStage();
    }

    /** Returns the index of the hold: of the stages that keep their users, the one with the most. */
    private int holdStage() {
        return IntStream.range(1, stages.size())
                .filter(i -> stages.get(i).users() > 0
                        && stages.get(i).users() == stages.get(i - 1).users())
                .boxed()
                .max(Comparator.comparingInt(i -> stages.get(i).users()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "stages: wanted one that keeps the users of the stage before, to measure in"));
    }

    private Duration startOf(int stage) {
        return stages.subList(0, stage).stream().map(Stage::during).reduce(warmUp, Duration::plus);
    }

    /** Returns the planned number of users at this time since the first request. */
    int usersAt(Duration sinceStart) {
        Duration left = sinceStart.minus(warmUp);
        int before = 0;
        for (Stage stage : stages) {
            if (left.compareTo(stage.during()) < 0) {
                double share =
                        Math.max(0, left.toNanos() / (double) stage.during().toNanos());
                return (int) Math.round(before + (stage.users() - before) * share);
            }
            left = left.minus(stage.during());
            before = stage.users();
        }
        return 0;
    }

    private boolean risesAt(Duration sinceStart) {
        Duration left = sinceStart.minus(warmUp);
        int before = 0;
        for (Stage stage : stages) {
            if (left.compareTo(stage.during()) < 0) {
                return stage.users() > before;
            }
            left = left.minus(stage.during());
            before = stage.users();
        }
        return false;
    }

    /** Returns the arrivals of users, those of all injectors. */
    public OpenInjectionStep[] arrivals() {
        List<OpenInjectionStep> steps = new ArrayList<>(List.of(nothingFor(warmUp)));
        int before = 0;
        for (Stage stage : stages) {
            int more = stage.users() - before;
            steps.add(more > 0 ? rampUsers(more).during(stage.during()) : nothingFor(stage.during()));
            before = stage.users();
        }
        return steps.toArray(OpenInjectionStep[]::new);
    }

    /**
     * Returns the number of the user, from 0, that comes with this arrival, from 0: after users have left, others take
     * their numbers.
     */
    public long numberOf(long arrival) {
        long left = arrival;
        int before = 0;
        for (Stage stage : stages) {
            int more = Math.max(0, stage.users() - before);
            if (left < more) {
                return before + left;
            }
            left -= more;
            before = stage.users();
        }
        throw new IllegalArgumentException("there is no arrival " + arrival);
    }

    /**
     * Returns the life of one user: it repeats these steps until it has to leave.
     *
     * @param start when the load began
     */
    public ChainBuilder stay(Supplier<Instant> start, ChainBuilder steps) {
        return exec(session -> session.set(NUMBER, arrive()))
                .exec(asLongAs(session ->
                                isWanted(session.getInt(NUMBER), Duration.between(start.get(), Instant.now())))
                        .on(steps))
                .exec(session -> {
                    leave(session.getInt(NUMBER));
                    return session;
                });
    }

    /** Returns the number of the user that comes now: the lowest that is free. */
    synchronized int arrive() {
        Integer left = free.poll();
        return left == null ? ++next : left;
    }

    synchronized void leave(int number) {
        free.add(number);
    }

    /** While users come, rounding may bring the last of them ahead of their time. */
    private boolean isWanted(int number, Duration sinceStart) {
        return sinceStart.compareTo(total()) < 0 && (risesAt(sinceStart) || number <= share.of(usersAt(sinceStart)));
    }

    @Override
    public Duration warmUp() {
        return warmUp;
    }

    @Override
    public Duration total() {
        return startOf(stages.size());
    }

    @Override
    public Period hold(Instant start, Instant end) {
        int stage = holdStage();
        return new Period(start.plus(startOf(stage)), start.plus(startOf(stage + 1)));
    }

    @Override
    public String phaseAt(Duration sinceStart) {
        if (sinceStart.compareTo(warmUp) < 0) {
            return "warm-up";
        }
        return sinceStart.compareTo(total()) < 0 ? usersAt(sinceStart) + " users" : "drain";
    }

    @Override
    public long connections() {
        return stages.stream().mapToInt(Stage::users).max().orElse(0);
    }

    @Override
    public String unknownRequests() {
        return "as many as up to " + connections() + " users do";
    }

    @Override
    public String describe() {
        String all = stages.stream()
                .map(stage -> stage.users() + " in " + Durations.text(stage.during()))
                .collect(Collectors.joining(", "));
        return "warm-up " + Durations.text(warmUp) + " (not counted), users: " + all + "; measured with "
                + stages.get(holdStage()).users();
    }
}
