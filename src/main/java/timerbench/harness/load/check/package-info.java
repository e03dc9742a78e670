/**
 * Tries a dialect on a running service: one timer through every operation, its callback, and a wrong token. Each try is
 * a {@link timerbench.harness.load.check.CheckStep}, a value; {@link timerbench.harness.load.check.CheckText} renders
 * it.
 *
 * <p>It is in this room because a load without requests, the dry run, begins with it, and because it reports which
 * simulations can be run. It needs no Gatling, and knows nothing of the load.
 */
package timerbench.harness.load.check;
