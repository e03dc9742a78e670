/**
 * Shows a run while it runs, over HTTP: the settings, and the endpoint that scrapers and browsers read.
 *
 * <p>What is shown comes from {@code measure.live}; the load decides when the endpoint opens and closes.
 */
package timerbench.harness.load.live;
