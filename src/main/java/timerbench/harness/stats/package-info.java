/**
 * Statistics of plain numbers: medians, ratios, intervals, tests, trends and change points, each with the source of
 * its method. Metrics, units and verdicts do not belong here. The package depends on no other package of the harness.
 */
package timerbench.harness.stats;
