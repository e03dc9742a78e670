package timerbench.harness.targets.database.postgres;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import timerbench.harness.targets.database.DatabasePassword;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.DatabaseSource;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.docker.ContainedDatabase;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.DatabaseContainer;
import timerbench.harness.targets.docker.DatabaseImage;
import timerbench.settings.Settings;

/** Where PostgreSQL servers come from. */
public final class PostgresSource implements DatabaseSource {
    /** As durable as the embedded one. */
    public static final DatabaseImage IMAGE = new DatabaseImage(
            "postgres",
            5432,
            new DatabaseImage.ReadyLine("database system is ready to accept connections", 2),
            List.of(
                    "postgres",
                    "-cfsync=on",
                    "-csynchronous_commit=on",
                    "-cfull_page_writes=on",
                    "-cmax_connections=100",
                    "-cshared_preload_libraries=pg_stat_statements"),
            limits -> Map.of());

    private static final String USER = "postgres";

    /** The {@code embedded.postgres} setting: further settings of the server. */
    record Embedded(String postgres) {
        public Embedded {
            // Its checks are to speak up here, where the setting's place is known.
            var unused = byName(postgres);
        }

        Map<String, String> byName() {
            return byName(postgres);
        }

        private static Map<String, String> byName(String postgres) {
            Map<String, String> further = new LinkedHashMap<>();
            for (String setting :
                    postgres.isBlank() ? new String[0] : postgres.strip().split("\\s+")) {
                String[] parts = setting.split("=", 2);
                if (parts.length < 2 || !parts[0].matches("[a-z_.]+") || parts[1].isEmpty()) {
                    throw new IllegalArgumentException(
                            "postgres: got \"" + setting + "\", wanted name=value, separated by spaces");
                }
                further.put(parts[0], parts[1]);
            }
            return further;
        }
    }

    @Override
    public void check(Settings settings) {
        var unused = List.of(
                settings.readPart("embedded", Embedded.class),
                settings.read("external.postgres", External.class),
                IMAGE.wanted(settings));
    }

    @Override
    public Optional<String> notLinkable(Provision provision, Settings settings) {
        boolean isExternal = provision == Provision.EXTERNAL;
        return isExternal
                        && PostgresAddress.linkable(settings.read("external.postgres", External.class).url)
                                .isEmpty()
                ? Optional.of("a link leads to one server: external.postgres.url must be like"
                        + " jdbc:postgresql://host:5432/database, without sslmode=verify-full")
                : Optional.empty();
    }

    @Override
    public DatabaseServer embedded(Settings settings, Duration timeout) {
        Embedded embedded = settings.readPart("embedded", Embedded.class);
        return PostgresServer.start(embedded.byName(), timeout);
    }

    @Override
    public DatabaseServer contained(Settings settings, Duration timeout) {
        DatabaseImage.Wanted wanted = IMAGE.wanted(settings);
        return contained(wanted.image(), wanted.limits(), timeout);
    }

    static ContainedDatabase contained(String image, ContainerLimits limits, Duration timeout) {
        // Others on this machine can reach its port.
        String password = UUID.randomUUID().toString();
        DatabaseContainer container =
                DatabaseContainer.start(IMAGE, image, limits, Map.of("POSTGRES_PASSWORD", password), timeout);
        return ContainedDatabase.of(
                container,
                address -> new AddressedPostgres(
                        Provision.DOCKER,
                        new PostgresAddress(
                                "jdbc:postgresql://" + address + "/postgres",
                                USER,
                                Optional.of(password),
                                Optional.empty())));
    }

    /** The {@code external.postgres} block. */
    record External(String url, String user) {
        External {
            PostgresAddress.requireForm(url);
        }
    }

    @Override
    public DatabaseServer external(Settings settings) {
        External external = settings.read("external.postgres", External.class);
        return ExternalPostgres.open(external.url, external.user, DatabasePassword.ofEnvironment());
    }
}
