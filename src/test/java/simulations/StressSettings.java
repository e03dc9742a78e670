package simulations;

import java.time.Duration;
import java.util.Arrays;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.ClosedPlan;
import timerbench.harness.targets.dialect.Operation;

/** The {@code stress} block of the settings; {@code reference.conf} describes each. */
record StressSettings(
        Kind operation, int concurrent, Duration warmUp, Duration duration, int timers, Thresholds thresholds) {
    /** Operation of the virtual users. */
    enum Kind {
        CREATE(Operation.CREATE),
        READ(Operation.READ),
        UPDATE(Operation.UPDATE),
        DELETE(Operation.DELETE),
        LIST(Operation.LIST),
        /** One timer after the other, from its create to its delete. */
        MIXED(Operation.CREATE, Operation.READ, Operation.UPDATE, Operation.DELETE);

        @SuppressWarnings("ImmutableEnumChecker") // never written
        private final Operation[] needs;

        Kind(Operation... needs) {
            this.needs = needs;
        }

        Operation[] needs() {
            return needs.clone();
        }

        /** Returns the names of the requests. */
        String[] requests() {
            return Arrays.stream(needs).map(Operation::word).toArray(String[]::new);
        }

        /** Returns whether the operation needs timers that exist before. */
        boolean needsTimers() {
            return this != CREATE && this != MIXED;
        }
    }

    StressSettings {
        // Checks the plan here, where the place of the settings is known.
        var unused = new ClosedPlan(concurrent, warmUp, duration);
        if (operation.needsTimers() && timers <= concurrent) {
            throw new IllegalArgumentException(
                    "timers must be more than concurrent, were " + timers + " and " + concurrent);
        }
    }
}
