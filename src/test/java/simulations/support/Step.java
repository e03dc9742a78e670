package simulations.support;

import io.gatling.javaapi.core.ChainBuilder;
import timerbench.harness.load.Sender;

/** Makes a step of virtual users; its requests count in the figures of the sender that it is given. */
@FunctionalInterface
public interface Step {
    ChainBuilder by(Sender sender);
}
