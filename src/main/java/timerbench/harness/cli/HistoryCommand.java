package timerbench.harness.cli;

import picocli.CommandLine.Command;

/** What is done with the runs that are recorded. */
@Command(
        name = "history",
        description = {
            "Looks at the runs that are recorded, in timerbench.history.url: a file in results, or a PostgreSQL.",
            "The password of a server comes from the environment variable HISTORY_PASSWORD."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        subcommands = {
            TrendCommand.class,
            HistoryListCommand.class,
            HistoryImportCommand.class,
            HistoryCalibrateCommand.class
        })
final class HistoryCommand {}
