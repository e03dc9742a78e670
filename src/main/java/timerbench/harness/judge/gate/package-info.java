/** A candidate held against a baseline: values, statistics and the verdict; nothing here measures. */
package timerbench.harness.judge.gate;
