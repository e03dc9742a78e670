/** One run told in full, or several held against each other: what their {@code run.json} files say, and what follows from it. */
package timerbench.harness.judge.report;
