package timerbench.harness.cli;

import picocli.CommandLine.Command;

/** What is done with the run that others are held against. */
@Command(
        name = "baseline",
        description = "Keeps the run that gate holds others against.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        subcommands = AcceptCommand.class)
final class BaselineCommand {}
