package timerbench.harness.load;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.address.Address;
import timerbench.harness.load.check.Secrets;
import timerbench.harness.load.fault.Disturbed;
import timerbench.harness.load.fault.FaultPlan;
import timerbench.harness.load.fault.FaultRunner;
import timerbench.harness.load.fault.PlannedFault;
import timerbench.harness.load.fault.ShellCommand;
import timerbench.harness.load.injector.OwnInjector;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.targets.Product;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetSettings;
import timerbench.harness.targets.database.DatabasePassword;
import timerbench.harness.targets.fault.Fault;
import timerbench.harness.targets.fault.FaultKind;
import timerbench.settings.ApiToken;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** The faults of a run: those that the settings plan, and those that the simulation begins itself. */
final class RunFaults {
    private final Settings settings;
    private final TargetSettings target;
    private final FaultPlan plan;
    private final RunLinks links = new RunLinks();
    private final List<Fault> declared = new ArrayList<>();
    private Optional<FaultRunner> runner = Optional.empty();

    /** @throws SettingsException if the plan is wrong, or a fault of it cannot be done to this target */
    RunFaults(Settings settings) {
        this.settings = settings;
        this.target = settings.readRoot(TargetSettings.class);
        // The coordinator of several injectors does the faults, also those that gatling.conf plans for all.
        this.plan = OwnInjector.of(settings).isCoordinated() ? FaultPlan.NONE : FaultPlan.of(settings);
        plan.check(this::add);
    }

    /**
     * Adds a fault that the simulation begins itself.
     *
     * @throws SettingsException if it cannot be done to this target; the message says why, and what to do
     */
    void declare(Fault fault) {
        try {
            add(fault);
        } catch (SettingsException e) {
            throw new SettingsException("fault " + Address.redacted(fault.text()) + ": " + e.getMessage(), e);
        }
        declared.add(fault);
    }

    private void add(Fault fault) {
        if (fault.kind() == FaultKind.COMMAND) {
            return;
        }
        if (!fault.on().equals(Fault.RECEIVER)) {
            requireStarted();
            if (fault.isOnService()) {
                requireInstance(fault);
            } else {
                requireDatabase();
            }
        }
        links.add(fault, settings);
    }

    /** Returns all faults, planned and declared. */
    List<Fault> all() {
        return Stream.concat(plan.faults().stream().map(PlannedFault::fault), declared.stream())
                .toList();
    }

    /** Returns the links that faults need. */
    RunLinks links() {
        return links;
    }

    /** Returns what is planned, for people. */
    List<String> planned() {
        return plan.faults().stream().map(each -> Address.redacted(each.text())).toList();
    }

    /**
     * Checks, before anything is started, that the load has what every fault needs.
     *
     * @throws SettingsException if one cannot; the message says which, why, and what to do
     */
    void check(LoadPlan load, boolean hasCallbacks) {
        plan.requireWithin(load.total().minus(load.warmUp()));
        plan.check(fault -> requireReceiver(fault, hasCallbacks));
        declared.forEach(fault -> requireReceiver(fault, hasCallbacks));
    }

    private static void requireReceiver(Fault fault, boolean hasCallbacks) {
        require(
                hasCallbacks || !fault.on().equals(Fault.RECEIVER) || fault.kind() == FaultKind.COMMAND,
                "on: this process receives no callbacks (it is this simulation, or injectors share the load)");
    }

    private void requireStarted() {
        require(
                target.form().kind() != RunTarget.Kind.URL,
                "on: the target runs already at its address, so timer-bench can neither end nor start it; use the kind"
                        + " command, with a command of your own");
    }

    private void requireInstance(Fault fault) {
        require(
                fault.instance().orElse(1) <= target.instances(),
                "on: the service has " + target.instances() + (target.instances() == 1 ? " instance" : " instances")
                        + "; start more (" + Settings.key("instances") + "), or name another one");
    }

    private void requireDatabase() {
        require(
                target.form().kind() == RunTarget.Kind.EMBEDDED || settings.isChosen("database"),
                "on: timer-bench starts no database for this target; set " + Settings.key("database"));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new SettingsException(message);
        }
    }

    /** Returns which faults the run ended before; empty if none. */
    Optional<String> missed() {
        return runner.map(FaultRunner::notBegun)
                .filter(faults -> !faults.isEmpty())
                .map(faults -> "the run ended before these faults: "
                        + faults.stream()
                                .map(fault -> Address.redacted(fault.text()))
                                .collect(Collectors.joining(", ")));
    }

    /** Returns what a fault does to the timers, beside what it says; empty if there is nothing to say. */
    Optional<String> note() {
        boolean forgets = target.form().kind() == RunTarget.Kind.EMBEDDED
                && target.database() == Product.MEMORY
                && all().stream()
                        .anyMatch(fault -> fault.isOnService()
                                && (fault.kind() == FaultKind.KILL || fault.kind() == FaultKind.RESTART));
        return forgets ? Optional.of("database memory: a service that ends loses all of its timers") : Optional.empty();
    }

    /**
     * Returns what does the faults of the run.
     *
     * @param started the target of the load
     * @param folder of the run
     * @param fails ends the run as failed
     */
    FaultRunner runner(
            Target started,
            Optional<Callbacks> callbacks,
            Supplier<Path> folder,
            Console console,
            Consumer<String> fails) {
        Secrets token = new Secrets(ApiToken.ofEnvironment());
        Secrets password = new Secrets(DatabasePassword.ofEnvironment());
        ShellCommand shell = new ShellCommand(folder, text -> password.struckOut(token.struckOut(text)));
        Disturbed disturbed = new Disturbed(
                started.disturbableServices(),
                started.disturbableDatabase(),
                callbacks.map(known -> known::refuse),
                links.all(),
                shell,
                target.startTimeout());
        FaultRunner made = new FaultRunner(disturbed, new FaultRunner.Listener() {
            @Override
            public void happened(TimelineEvent mark) {
                console.note("fault: " + mark.text());
            }

            @Override
            public void failed(String why) {
                fails.accept(why);
            }
        });
        runner = Optional.of(made);
        return made;
    }

    /**
     * Begins the planned faults at their times.
     *
     * @param zero the end of the warm-up, which may have passed
     */
    void begin(FaultRunner made, Instant zero) {
        plan.faults()
                .forEach(each -> made.beginAfter(Duration.between(Instant.now(), zero.plus(each.at())), each.fault()));
    }

    /** Returns the planned faults as a setting of the run, under its name; nothing if there are none. */
    Optional<List<String>> setting() {
        return plan.faults().isEmpty() ? Optional.empty() : Optional.of(planned());
    }
}
