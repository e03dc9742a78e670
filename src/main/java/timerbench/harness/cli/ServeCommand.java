package timerbench.harness.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Word;
import timerbench.harness.targets.Databases;
import timerbench.harness.targets.Product;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.InputCheck;
import timerbench.settings.Settings;

/** Runs the reference service alone until the process ends. */
@Command(
        name = "serve",
        description = "Runs the reference service until Ctrl-C.",
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "2:wrong usage or settings",
            "3:the service or its database did not start, or failed",
            "130:interrupted"
        })
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--database",
            paramLabel = "DATABASE",
            completionCandidates = Choices.OfDatabases.class,
            description = "${COMPLETION-CANDIDATES}. Its timers are deleted when the service ends."
                    + " Default: ${DEFAULT-VALUE}",
            defaultValue = "postgres")
    private String database = "postgres";

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port; 0 for any free one. Default: ${DEFAULT-VALUE}",
            defaultValue = "8080")
    private int port = 8080;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            completionCandidates = Choices.OfServedDialects.class,
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private String dialect = "groups";

    @Option(
            names = "--database-url",
            paramLabel = "JDBC-URL",
            description = "A running PostgreSQL, which keeps its data. Its password comes from the environment"
                    + " variable DATABASE_PASSWORD.")
    private @Nullable String databaseUrl;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> service = new LinkedHashMap<>();
        service.put(Settings.key("service.port"), Integer.toString(port));
        service.put(Settings.key("service.database"), database);
        service.put(Settings.key("service.dialect"), dialect);
        if (databaseUrl != null) {
            service.put(Settings.key("service.postgres.url"), databaseUrl);
        }
        Settings settings = Settings.load();
        Dialect spoken = Dialect.load(dialect);
        InputCheck.checkAll(settings.with(service));
        Optional<DatabaseServer> server = Word.find(Product.class, database)
                .filter(product -> databaseUrl == null)
                .flatMap(product -> Databases.start(settings, product));
        CountDownLatch ended = new CountDownLatch(1);
        try (Target target = Target.serve(settings, spoken, service, server, 1)) {
            target.onDeath(reason -> {
                System.err.println("timer-bench: " + reason);
                ended.countDown();
            });
            System.out.println("timer-bench: serving " + target.urls().get(0) + " on "
                    + target.description().database().orElseThrow().text() + "; Ctrl-C ends it");
            ended.await();
        }
        return ExitCode.FAILED;
    }
}
