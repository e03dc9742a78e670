/**
 * The command line: commands, their options, messages and exit codes. What a command measures is in {@code
 * experiment}, what it judges in {@code judge}, and what it prints in {@code show}.
 */
package timerbench.harness.cli;
