package timerbench.harness.cli;

import io.gatling.commons.util.GatlingVersion$;
import picocli.CommandLine.IVersionProvider;

/** What runs here: timer-bench itself is the checkout that one is in. */
final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "timer-bench on Gatling " + GatlingVersion$.MODULE$.ThisVersion().fullVersion() + ", Java "
                    + System.getProperty("java.version")
        };
    }
}
