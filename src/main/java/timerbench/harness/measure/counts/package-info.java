/** What a target counted of a run, from its own metrics, held against what the harness counted. */
package timerbench.harness.measure.counts;
