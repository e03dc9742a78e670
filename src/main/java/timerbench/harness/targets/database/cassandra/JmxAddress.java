package timerbench.harness.targets.database.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the JMX of a server on this machine answers.
 *
 * @param password of its only user, another one at each start: a secret
 */
record JmxAddress(int port, String password) {
    private static final String USER = "timer-bench";

    String[] credentials() {
        return new String[] {USER, password};
    }

    String url() {
        return "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi";
    }

    /** Writes the file that the server reads the password from; nobody else may read it. */
    void writePassword(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, USER + " " + password + "\n");
    }

    @Override
    public String toString() {
        return "JMX at port " + port;
    }
}
