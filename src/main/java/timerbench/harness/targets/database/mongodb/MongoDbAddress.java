package timerbench.harness.targets.database.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import timerbench.address.Address;
import timerbench.address.HostPort;
import timerbench.harness.targets.process.DatabaseException;

/**
 * The address of a MongoDB, and the user.
 *
 * @param uri a connection string without user and password
 * @param user empty if the server trusts the connection
 * @param database the database of this run
 */
record MongoDbAddress(String uri, String user, Optional<String> password, String database) {
    private static final Pattern FORM = Pattern.compile("mongodb(?:\\+srv)?://[^/?@]+(?:[/?].*)?");
    private static final long SECONDS = 10;

    /** Its host, its port and what follows. */
    private static final Pattern ONE_SERVER = Pattern.compile("mongodb://(\\[[^]]+]|[^/?,:\\[]+)(?::(\\d+))?([/?].*)?");

    /** A member of a set names the others, and a certificate is for the server's name. */
    private static final Pattern PAST_A_LINK =
            Pattern.compile(".*[?&](replicaSet=|(tls|ssl)=true).*", Pattern.CASE_INSENSITIVE);

    private static final int USUAL_PORT = 27_017;

    /** The write concern, as in the service. */
    private static final WriteConcern DURABLE = WriteConcern.MAJORITY.withJournal(true);

    MongoDbAddress {
        requireForm(uri);
    }

    /** @throws IllegalArgumentException if it is no connection string, or contains a user or a password */
    static void requireForm(String uri) {
        if (!FORM.matcher(Address.withoutSecret(uri)).matches()) {
            throw new IllegalArgumentException("uri must be like mongodb://host:27017/?replicaSet=name,"
                    + " with the password in the environment variable DATABASE_PASSWORD");
        }
    }

    /** Returns the server that a link can lead to; empty if the driver would go past it. */
    static Optional<HostPort> linkable(String uri) {
        Matcher parts = ONE_SERVER.matcher(uri);
        if (!parts.matches() || PAST_A_LINK.matcher(uri).matches()) {
            return Optional.empty();
        }
        String port = parts.group(2);
        return Optional.of(new HostPort(parts.group(1), port == null ? USUAL_PORT : Integer.parseInt(port)));
    }

    /** Returns the connection string of the same server at another address. */
    String uriAt(HostPort other) {
        return ONE_SERVER.matcher(uri).replaceFirst(match -> {
            String rest = match.group(3) == null ? "" : match.group(3);
            return Matcher.quoteReplacement("mongodb://" + other + rest);
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Makes the call and returns its result.
     *
     * @throws DatabaseException if the server does not answer or refuses
     */
    <R> R call(Function<MongoDatabase, R> call) {
        try (MongoClient client = MongoClients.create(settings())) {
            return call.apply(client.getDatabase(database));
        } catch (MongoTimeoutException e) {
            throw new DatabaseException(this + " does not answer within " + SECONDS + " s", e);
        } catch (MongoException e) {
            throw new DatabaseException(this + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            // Without the driver's message, which may quote the connection string.
            throw new DatabaseException(this + " is no address that the driver accepts");
        }
    }

    private MongoClientSettings settings() {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(connectionString()))
                .applicationName("timer-bench")
                .writeConcern(DURABLE)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SECONDS, TimeUnit.SECONDS))
                .build();
    }

    private String connectionString() {
        String login = user.isEmpty()
                ? ""
                : encoded(user) + password.map(secret -> ":" + encoded(secret)).orElse("") + "@";
        int scheme = uri.indexOf("://") + 3;
        return uri.substring(0, scheme) + login + uri.substring(scheme);
    }

    @Override
    public String toString() {
        return "MongoDB at " + uri;
    }
}
