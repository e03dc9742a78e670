/**
 * Describes loads before they run: their phases, rates and users, and when their requests are to start. A plan sends
 * nothing, and knows neither the target nor who runs it.
 */
package timerbench.harness.load.plan;
