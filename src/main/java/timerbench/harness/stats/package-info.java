/** Statistics of numbers, whatever they were measured of. It depends on no other package of the harness. */
package timerbench.harness.stats;
