/**
 * Links that a run can slow or cut: Toxiproxy, started for the run, between two parties that talk over TCP. Who talks
 * over a link, and when it is disturbed, is decided above.
 */
package timerbench.harness.targets.proxy;
