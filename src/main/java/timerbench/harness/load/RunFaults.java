package timerbench.harness.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import timerbench.harness.load.check.Secrets;
import timerbench.harness.load.fault.Disturbed;
import timerbench.harness.load.fault.FaultRunner;
import timerbench.harness.load.fault.ShellCommand;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.database.DatabasePassword;
import timerbench.harness.targets.proxy.Links;
import timerbench.settings.ApiToken;

/** The faults of a run: what may be disturbed, and who hears of it. */
final class RunFaults {
    private RunFaults() {}

    /**
     * Returns what does the faults of a run.
     *
     * @param target of the load, which has been started
     * @param links to its database and to the receiver
     * @param folder of the run
     * @param fails ends the run as failed
     */
    static FaultRunner runner(
            Target target, Links links, Supplier<Path> folder, Console console, Consumer<String> fails) {
        Secrets token = new Secrets(ApiToken.ofEnvironment());
        Secrets password = new Secrets(DatabasePassword.ofEnvironment());
        ShellCommand shell = new ShellCommand(folder, text -> password.struckOut(token.struckOut(text)));
        Disturbed disturbed = new Disturbed(
                target.disturbableServices(),
                target.disturbableDatabase(),
                Optional.empty(),
                links,
                shell,
                Duration.ofMinutes(1));
        return new FaultRunner(disturbed, new FaultRunner.Listener() {
            @Override
            public void happened(TimelineEvent mark) {
                console.say("timer-bench: fault: " + mark.text());
            }

            @Override
            public void failed(String why) {
                fails.accept(why);
            }
        });
    }
}
