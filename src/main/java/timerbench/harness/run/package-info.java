/**
 * A run as values, and as {@code run.json}. Here belong the records of a run, its trials and metrics, the format of
 * the file, and what every other room needs to write files and words the same way. How figures are measured, judged
 * or shown does not belong here: this room knows no other room of the harness but {@code stats}.
 */
package timerbench.harness.run;
