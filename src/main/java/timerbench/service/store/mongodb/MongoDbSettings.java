package timerbench.service.store.mongodb;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import timerbench.address.Address;
import timerbench.service.store.Store;
import timerbench.service.store.StoreOpener;
import timerbench.service.timer.Shards;

/**
 * How the store reaches its database.
 *
 * @param uri a connection string without a user, {@code mongodb://host:port,host:port/?replicaSet=name}
 * @param login empty if the server trusts the connection
 * @param database the name of the database that holds the store's collections
 * @param poolSize connections for batches of requests; further ones serve parallel calls
 * @param timeout how long to wait for a server, a connection and an answer together
 */
public record MongoDbSettings(String uri, Optional<Login> login, String database, int poolSize, Duration timeout) {
    private static final Pattern URI = Pattern.compile("(mongodb(?:\\+srv)?://)([^/?@]+)((?:[/?].*)?)");
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_-]{1,63}");

    /**
     * A user of the database.
     *
     * @param password never logged; empty if the server requires none, as with certificates
     */
    public record Login(String user, Optional<String> password) {
        private static Optional<Login> of(String user, Optional<String> password) {
            return user.isEmpty() ? Optional.empty() : Optional.of(new Login(user, password));
        }

        @Override
        public String toString() {
            return user;
        }

        private String inUri() {
            return encoded(user) + password.map(text -> ":" + encoded(text)).orElse("") + "@";
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    public MongoDbSettings {
        var unused = Address.withoutSecret(uri);
        if (!uri.startsWith("mongodb://") && !uri.startsWith("mongodb+srv://")) {
            throw new IllegalArgumentException("the address of MongoDB must start with mongodb:// or mongodb+srv://");
        }
        if (!URI.matcher(uri).matches()) {
            throw new IllegalArgumentException(
                    "the address of MongoDB must be mongodb://host:port/?options, without a user:"
                            + " the user is a setting of its own, and the password is in the environment"
                            + " variable DATABASE_PASSWORD");
        }
        if (!DATABASE.matcher(database).matches()) {
            throw new IllegalArgumentException(
                    "database must be 1 to 63 letters, digits, _ or -, was \"" + database + "\"");
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException("poolSize must be at least 1, was " + poolSize);
        }
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("timeout must be at least 1s, was " + timeout);
        }
    }

    /** Returns the connection string with the login: a secret. */
    String connectionString() {
        Matcher parts = parts();
        return parts.group(1) + login.map(Login::inUri).orElse("") + parts.group(2) + parts.group(3);
    }

    private Matcher parts() {
        Matcher parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalStateException("checked in the constructor");
        }
        return parts;
    }

    @Override
    public String toString() {
        return "MongoDB at " + parts().group(2) + ", database " + database;
    }

    /** The {@code service.mongodb} block of the settings. An empty user: the server trusts the connection. */
    public record Block(String uri, String user, String database, Duration timeout) implements StoreOpener {
        public Block {
            // The settings are checked here, where their place in the block is known.
            var unused = new MongoDbSettings(uri, Login.of(user, Optional.empty()), database, 1, timeout);
        }

        @Override
        public Store open(Optional<String> password, int lanes, Shards shards) {
            return MongoDbStore.open(
                    new MongoDbSettings(uri, Login.of(user, password), database, lanes, timeout), shards);
        }
    }
}
