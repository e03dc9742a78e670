package simulations.support;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import timerbench.harness.load.Benchmark;

/** Timers that are there, for virtual users to choose from. */
public final class Population {
    /** Users that put timers in before the load. */
    private static final int FILLERS = 32;

    private record Member(String groupId, String timerId) {}

    private final Benchmark benchmark;
    private final Random random;
    private final List<Member> members = new ArrayList<>();

    public Population(Benchmark benchmark, long seed) {
        this.benchmark = benchmark;
        this.random = new Random(seed);
    }

    /**
     * Returns what puts in that many timers before the load.
     *
     * @param create makes one, counted as {@link timerbench.harness.load.LoadPhase#FILL}
     */
    public PopulationBuilder fill(int timers, ChainBuilder create) {
        benchmark.expectFill(timers);
        return scenario("fill")
                .exec(repeat((timers + FILLERS - 1) / FILLERS).on(create, add()))
                .injectOpen(atOnceUsers(FILLERS));
    }

    /** Returns the step after a create: if it succeeded, the timer is there. */
    public ChainBuilder add() {
        return exec(session -> {
            if (!session.isFailed()) {
                add(member(session));
            }
            return session;
        });
    }

    /** Returns steps on any timer, which no other virtual user chooses meanwhile. */
    public ChainBuilder with(ChainBuilder steps) {
        return exec(using(steps)).exec(session -> {
            add(member(session));
            return session;
        });
    }

    /** Returns steps on any timer, after which nobody chooses it any more. */
    public ChainBuilder using(ChainBuilder steps) {
        return exec(session -> {
                    Optional<Member> taken = takeAny();
                    if (taken.isEmpty()) {
                        benchmark.fail("no timer is left to choose from; put in more of them, or delete less");
                    }
                    return taken.map(member -> carrying(session, member)).orElse(session);
                })
                .exec(steps);
    }

    /** Returns the choice of the timer whose number, from 0, the virtual user carries under this name. */
    public ChainBuilder pick(String number) {
        return exec(session -> carrying(session, get(session.getInt(number))));
    }

    private static Member member(Session session) {
        return new Member(session.getString("groupId"), session.getString("timerId"));
    }

    private static Session carrying(Session session, Member member) {
        return session.markAsSucceeded()
                .set("groupId", member.groupId())
                .set("timerId", member.timerId())
                .remove("executeAt");
    }

    private synchronized void add(Member member) {
        members.add(member);
    }

    private synchronized Member get(int number) {
        return members.get(number % members.size());
    }

    /** The last one takes its place, so that nothing has to move up. */
    private synchronized Optional<Member> takeAny() {
        if (members.isEmpty()) {
            return Optional.empty();
        }
        Member last = members.remove(members.size() - 1);
        int number = random.nextInt(members.size() + 1);
        return Optional.of(number == members.size() ? last : members.set(number, last));
    }

    /** Returns how many timers can be chosen. */
    public synchronized int size() {
        return members.size();
    }
}
