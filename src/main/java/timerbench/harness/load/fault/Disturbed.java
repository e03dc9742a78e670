package timerbench.harness.load.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import timerbench.harness.targets.fault.Fault;
import timerbench.harness.targets.process.Disturbable;
import timerbench.harness.targets.proxy.Link;
import timerbench.harness.targets.proxy.Links;

/**
 * Everything that can be disturbed in a run.
 *
 * @param services the instances of the service in their order; empty if they are not started here
 * @param database empty if it cannot be disturbed
 * @param refusing lets the receiver refuse callbacks, or not any more; empty without callbacks
 * @param links to the database and the receiver
 * @param startTimeout the longest time for something to start again
 */
public record Disturbed(
        List<Disturbable> services,
        Optional<Disturbable> database,
        Optional<Consumer<Boolean>> refusing,
        Links links,
        ShellCommand shell,
        Duration startTimeout) {
    public Disturbed {
        services = List.copyOf(services);
    }

    /**
     * Returns what a fault does.
     *
     * @throws IllegalArgumentException if it cannot be done in this run
     */
    FaultAction action(Fault fault) {
        return switch (fault.kind()) {
            case KILL -> action(of(fault), Disturbable::kill, this::startAgain);
            case RESTART -> action(of(fault), Disturbable::shutDown, this::startAgain);
            case STOP -> action(of(fault), Disturbable::stop, Disturbable::resume);
            case REFUSE -> {
                Consumer<Boolean> receiver = refusing.orElseThrow(
                        () -> new IllegalArgumentException("this simulation receives no callbacks"));
                yield action(() -> receiver.accept(true), () -> receiver.accept(false));
            }
            case SLOW -> {
                Link link = link(fault);
                yield action(() -> link.slow(fault.latency().orElseThrow()), link::heal);
            }
            case CUT -> {
                Link link = link(fault);
                yield action(link::cut, link::heal);
            }
            case COMMAND -> shell.action(fault.command().orElseThrow(), fault.undo());
        };
    }

    private Link link(Fault fault) {
        return links.to(fault.on())
                .orElseThrow(() -> new IllegalArgumentException("no link leads to the " + fault.on()));
    }

    /** Returns the text without the secrets of this process's environment. */
    String withoutSecrets(String text) {
        return shell.struckOut().apply(text);
    }

    private void startAgain(Disturbable what) {
        what.startAgain(startTimeout);
    }

    /** All instances at the same time: a start takes seconds. */
    private static FaultAction action(List<Disturbable> whom, Consumer<Disturbable> begin, Consumer<Disturbable> end) {
        return action(
                () -> whom.parallelStream().forEach(begin),
                () -> whom.parallelStream().forEach(end));
    }

    private List<Disturbable> of(Fault fault) {
        if (!fault.isOnService()) {
            return List.of(database.orElseThrow(
                    () -> new IllegalArgumentException("the database was not started by timer-bench")));
        }
        if (services.isEmpty()) {
            throw new IllegalArgumentException("the service was not started by timer-bench");
        }
        int number = fault.instance().orElse(0);
        if (number > services.size()) {
            throw new IllegalArgumentException("the service has " + services.size() + " instances, no " + fault.on());
        }
        return number == 0 ? services : List.of(services.get(number - 1));
    }

    private static FaultAction action(Runnable begin, Runnable end) {
        return new FaultAction() {
            @Override
            public void begin() {
                begin.run();
            }

            @Override
            public void end() {
                end.run();
            }
        };
    }
}
