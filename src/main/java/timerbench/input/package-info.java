/** Reads files that users hand in: runs, baselines, pools, dialects. */
package timerbench.input;
