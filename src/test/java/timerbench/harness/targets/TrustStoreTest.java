package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoreTest {
    @TempDir
    Path folder;

    private Path store(String password) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("store.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    @Test
    void aStoreIsTakenWithItsPassword() throws IOException, GeneralSecurityException {
        assertThat(TrustStore.fault(store("changeit"), "changeit")).isEmpty();
    }

    @Test
    void aWrongPasswordIsNamedAsSuchAndNotRepeated() throws IOException, GeneralSecurityException {
        assertThat(TrustStore.fault(store("changeit"), "s3cret"))
                .hasValueSatisfying(fault -> assertThat(fault)
                        .contains("store.p12", "javax.net.ssl.trustStorePassword")
                        .doesNotContain("s3cret"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(TrustStore.fault(folder.resolve("none.p12"), ""))
                .hasValueSatisfying(fault -> assertThat(fault).contains("there is no file", "none.p12"));
    }

    @Test
    void aFileThatIsCutShortIsReportedAsSuch() throws IOException {
        byte[] beginningOfJks = {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED, 0, 0};
        Path file = Files.write(folder.resolve("store.jks"), beginningOfJks);
        assertThat(TrustStore.fault(file, "changeit"))
                .contains("javax.net.ssl.trustStore: " + file
                        + " cannot be read: it ends too early; its password is set with"
                        + " javax.net.ssl.trustStorePassword");
    }
}
