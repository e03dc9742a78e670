/**
 * Reads files that users hand in: runs, baselines, pools, dialects. Only what holds for every such file, the check of
 * its encoding, belongs here.
 */
package timerbench.input;
