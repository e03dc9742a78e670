package timerbench.harness.measure.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import timerbench.harness.measure.callback.FakeTimerService.Lie;
import timerbench.harness.measure.callback.FakeTimerService.Script;

/**
 * A timer service as a process that breaks its promises to a few timers in every hundred: to try out whether a run
 * notices. It prints {@code LISTENING <address>}, and ends with SIGTERM or after five minutes.
 */
public final class MisbehavingService {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LATER = Duration.ofMillis(2_500);
    private static final Duration TICK = Duration.ofMillis(1);

    /** The id of a load's timer is a UUID, a hyphen and a number; the id of a probe's timer is a UUID. */
    private static final int PARTS = 6;

    private MisbehavingService() {}

    public static void main(String[] args) {
        try (FakeTimerService service = new FakeTimerService(MisbehavingService::script)) {
            System.out.println("LISTENING " + service.url());
            for (Instant end = Instant.now().plus(LONGEST); Instant.now().isBefore(end); ) {
                service.fire(Instant.now());
                LockSupport.parkNanos(TICK.toNanos());
            }
        }
    }

    private static Script script(String id) {
        List<String> parts = List.of(id.split("-", -1));
        int number = parts.size() == PARTS ? Integer.parseInt(parts.get(PARTS - 1)) : 99;
        return switch (number % 100) {
            case 0 -> Script.late();
            case 1 -> Script.late(Duration.ZERO, Duration.ofMillis(5));
            case 2 -> Script.late(Duration.ofMillis(-5));
            case 3 -> Script.lying(Lie.CHANGED_PAYLOAD, Duration.ZERO);
            case 4 -> Script.lying(Lie.NO_PAYLOAD, Duration.ZERO);
            case 5 -> Script.lying(Lie.ATTEMPT_7, Duration.ZERO);
            case 6 -> Script.lying(Lie.CUT_BODY, Duration.ZERO);
            case 7 -> Script.lying(Lie.WHOLE_SECONDS, Duration.ZERO);
            case 8 -> Script.lying(Lie.INVENTED_INSTANT, Duration.ZERO);
            case 9 -> Script.late(Duration.ZERO, LATER);
            case 10 -> Script.lying(Lie.WRONG_ID, Duration.ZERO);
            default -> Script.late(Duration.ZERO);
        };
    }
}
