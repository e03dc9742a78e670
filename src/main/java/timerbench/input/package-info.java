/**
 * Finds and reads files that users hand in: runs, baselines, pools, dialects, services. Only what holds for every such
 * file belongs here: the folder that its path starts from, and the check of its encoding.
 */
package timerbench.input;
