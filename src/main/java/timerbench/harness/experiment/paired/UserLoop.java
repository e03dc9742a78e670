package timerbench.harness.experiment.paired;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;

/**
 * One user of a closed load. Each round creates a timer that is due tomorrow, reads it, moves it and deletes it, so that the
 * target holds as much at the end as at the start; some rounds also create one that comes due in a moment. All of it runs on
 * one event loop.
 */
final class UserLoop {
    private static final Duration TOMORROW = Duration.ofHours(24);
    private static final int GROUPS = 20;
    private static final Duration AFTER_FAILURE = Duration.ofMillis(10);

    private static final Operation[] ROUND = {
        Operation.CREATE, Operation.READ, Operation.UPDATE, Operation.DELETE,
    };

    private final TrialLoad load;
    private final String name;
    private final String group;
    private final Promise<Void> ended = Promise.promise();
    private long round;
    private int step;
    private String timerId = "";
    private Instant executeAt = Instant.EPOCH;
    private String callbackUrl = "";

    /** @param name unique among users, of this and of other trials */
    UserLoop(TrialLoad load, String name) {
        this.load = load;
        this.name = name + "-";
        this.group = "gate-" + Math.floorMod(name.hashCode(), GROUPS);
    }

    /** Goes from round to round; completed when the load is over and the last answer is there. */
    Future<Void> run() {
        next();
        return ended.future();
    }

    private void next() {
        Duration wait = load.untilTurn();
        if (load.isOver()) {
            ended.complete();
        } else if (!wait.isZero()) {
            load.later(wait, this::next);
        } else if (step < ROUND.length) {
            ask(ROUND[step++]);
        } else if (step++ == ROUND.length && load.wantsCallback(round)) {
            timerId = name + round + "-due";
            executeAt = load.dueSoon();
            callbackUrl = load.callbackUrl();
            send(Operation.CREATE, true);
        } else {
            step = 0;
            next();
        }
    }

    private void ask(Operation operation) {
        if (operation == Operation.CREATE) {
            round++;
            timerId = name + round;
            callbackUrl = load.quietUrl();
        }
        if (operation == Operation.CREATE || operation == Operation.UPDATE) {
            executeAt = load.in(TOMORROW);
        }
        send(operation, false);
    }

    private void send(Operation operation, boolean owed) {
        long start = System.nanoTime();
        load.target().ask(operation, this::value).onComplete(reply -> {
            boolean done = reply.succeeded() && reply.result().done();
            load.figures().ended(operation, start, System.nanoTime(), done);
            answered(operation, owed, done, reply);
        });
    }

    private void answered(Operation operation, boolean owed, boolean done, AsyncResult<TargetCaller.Reply> reply) {
        if (owed) {
            load.created(group, done ? load.target().timerId(timerId, reply.result()) : timerId, executeAt, done);
        }
        if (!done) {
            step = 0;
            load.later(AFTER_FAILURE, this::next);
            return;
        }
        if (operation == Operation.CREATE) {
            timerId = load.target().timerId(timerId, reply.result());
        }
        next();
    }

    private @Nullable Object value(Value value) {
        return switch (value) {
            case GROUP_ID -> group;
            case TIMER_ID -> timerId;
            case EXECUTE_AT -> executeAt;
            case CALLBACK_URL -> callbackUrl;
            case PAYLOAD -> TrialLoad.PAYLOAD;
            default -> null;
        };
    }
}
