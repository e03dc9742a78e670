package simulations.support;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import timerbench.harness.load.Load;

/** Timers that exist, for virtual users to choose from. */
public final class Population {
    /** Users that create timers before the load. */
    private static final int FILLERS = 32;

    private record Member(String groupId, String timerId, String reference, String callbackUrl) {}

    private final Random random;
    private final List<Member> members = new ArrayList<>();

    public Population(long seed) {
        this.random = new Random(seed);
    }

    /** Returns the virtual users of the load, after others that create the timers which were declared, if any were. */
    public List<PopulationBuilder> before(Load load, Step create, List<PopulationBuilder> users) {
        return fillBefore(load, adding(create), users);
    }

    /** Returns the same users, but of timers that nobody chooses, so that none is remembered. */
    public static List<PopulationBuilder> fillBefore(Load load, Step create, List<PopulationBuilder> users) {
        AtomicLong left = new AtomicLong(load.timersBefore());
        if (left.get() == 0) {
            return users;
        }
        PopulationBuilder fill = scenario("fill")
                .exec(asLongAs(session -> left.getAndDecrement() > 0).on(create.by(load.fill())))
                .injectOpen(atOnceUsers(FILLERS));
        return List.of(load.after(fill, users));
    }

    /** Returns the create, after which the timer can be chosen if it was created. */
    public Step adding(Step create) {
        return sender -> exec(create.by(sender), add());
    }

    private ChainBuilder add() {
        return exec(session -> {
            if (!session.isFailed()) {
                add(member(session));
            }
            return session;
        });
    }

    /** Returns the step on any timer, which no other virtual user chooses meanwhile. */
    public Step with(Step step) {
        return sender -> using(step).by(sender).exec(session -> {
            add(member(session));
            return session;
        });
    }

    /** Returns the step on any timer, which nobody chooses again. */
    public Step using(Step step) {
        return sender -> exec(session -> {
                    Optional<Member> taken = takeAny();
                    if (taken.isEmpty()) {
                        sender.fail(
                                "no timer is left to choose from; create more of them before the load, or delete less");
                    }
                    return taken.map(member -> carrying(session, member)).orElse(session);
                })
                .exec(step.by(sender));
    }

    /**
     * Returns the step that chooses a timer by its number, from 0, which the virtual user carries under this name.
     */
    public ChainBuilder pick(String number) {
        return exec(session -> carrying(session, get(session.getInt(number))));
    }

    private static Member member(Session session) {
        return new Member(
                session.getString("groupId"),
                session.getString("timerId"),
                session.getString("reference"),
                session.getString("callbackUrl"));
    }

    private static Session carrying(Session session, Member member) {
        return session.markAsSucceeded()
                .set("groupId", member.groupId())
                .set("timerId", member.timerId())
                .set("reference", member.reference())
                .set("callbackUrl", member.callbackUrl())
                .remove("executeAt");
    }

    private synchronized void add(Member member) {
        members.add(member);
    }

    private synchronized Member get(int number) {
        return members.get(number % members.size());
    }

    /** The last member takes the place of the chosen one, so that nothing has to move up. */
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
