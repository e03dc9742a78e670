package timerbench.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.address.Address;

/** Every address among the settings, with every way to put a secret into one. */
class AddressesTest {
    private static final List<String> WITH_SECRET = List.of(
            "jdbc:postgresql://u:swordfish@host/db",
            "jdbc:postgresql://swordfish@host/db",
            "jdbc:postgresql://host/db?password=swordfish",
            "jdbc:postgresql://host/db?user=u&PassWord=swordfish",
            "jdbc:postgresql://host/db?pass%77ord=swordfish",
            "jdbc:postgresql://host/db?pass%2577ord=swordfish",
            "jdbc:postgresql://host/db?x=1%26password=swordfish",
            "jdbc:postgresql://host/db?%70%61%73%73%77%6f%72%64=swordfish",
            "jdbc:postgresql://host/db?sslpassword=swordfish",
            "jdbc:postgresql:u:swordfish@db",
            "postgres://u:sword?fish/swordfish@host/db",
            "jdbc:sqlite:results/history.db?password=swordfish",
            "mongodb://u:swordfish@host,host2/?replicaSet=rs",
            "mongodb+srv://u:swordfish@host",
            "mongodb://host/?tlsCertificateKeyFilePassword=swordfish",
            "mongodb://host/?authMechanismProperties=AWS_SESSION_TOKEN:swordfish",
            "http://u:swordfish@host:8080",
            "HTTP://swordfish@host",
            "http://host/?token=swordfish",
            "http://host/api;api_key=swordfish",
            "http://host/#access_token=swordfish",
            "http://a,http://host?X-Amz-Signature=swordfish",
            "https://host/?AWSAccessKeyId=swordfish",
            "https://host/?aws_secret_access_key=swordfish",
            "https://host/AKIASWORDFISH0123456",
            "u:swordfish@host:9042");

    static Stream<String> addresses() {
        return WITH_SECRET.stream();
    }

    private static Config reference() {
        return ConfigFactory.parseResources("reference.conf").resolve();
    }

    /** Found by their defaults, so that a new one is among them. */
    static Stream<String> settings() {
        Stream<String> byDefault = reference().entrySet().stream()
                .filter(entry -> entry.getValue().unwrapped().toString().matches("jdbc:.*|.*://.*|[^ ]+:\\d+"))
                .map(entry -> entry.getKey());
        return Stream.concat(
                        byDefault,
                        Stream.of(
                                "timerbench.target",
                                "timerbench.receiver.advertise",
                                "timerbench.external.dynamodb.endpoint",
                                "timerbench.service.dynamodb.endpoint"))
                .filter(name -> !name.contains(".docker."))
                .distinct();
    }

    @Test
    void allAddressesAmongTheSettingsAreFound() {
        assertThat(settings())
                .contains(
                        "timerbench.history.url",
                        "timerbench.external.postgres.url",
                        "timerbench.external.cassandra.nodes",
                        "timerbench.external.mongodb.uri",
                        "timerbench.service.postgres.url",
                        "timerbench.service.cassandra.nodes",
                        "timerbench.service.mongodb.uri");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aSecretIsRefusedInEverySettingThatIsAnAddressAndNotRepeated(String name) {
        for (String address : WITH_SECRET) {
            assertThatThrownBy(() -> Settings.requireNoSecret(name, address))
                    .as(address)
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith(name)
                    .hasMessageContaining("_PASSWORD")
                    .hasMessageNotContainingAny("fish", "FISH");
        }
    }

    @Test
    void theCommandLineIsCheckedForThem() {
        Properties properties = new Properties();
        properties.setProperty("timerbench.target", "http://host/?token=swordfish");
        assertThatThrownBy(() -> Settings.of(ConfigFactory.empty(), properties))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("timerbench.target")
                .hasMessageNotContaining("swordfish");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aSecretIsNotShown(String address) {
        assertThat(Address.redacted("cannot reach " + address + ": refused")).doesNotContainIgnoringCase("swordfish");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "embedded",
                "http://host:8080/api",
                "http://secret-service:8080,http://token:1/passwords/",
                "http://[::1]:8080",
                "jdbc:postgresql://db:5432/app?ssl=true&sslcert=/home/me/client.crt&user=me%40corp",
                "jdbc:postgresql://db/app?sslpasswordcallback=org.example.Callback",
                "jdbc:sqlite:/home/me@work/results.db",
                "mongodb://a:27017,b:27017/?replicaSet=rs&authSource=admin&authMechanism=SCRAM-SHA-256",
                "127.0.0.1:9042,node-2:9042",
                "jdbc:sqlite:results/history.db",
                ""
            })
    void whatHoldsNoSecretIsTakenAndShownAsItIs(String address) {
        assertThat(Address.withoutSecret(address)).isEqualTo(address);
        assertThat(Address.redacted(address)).isEqualTo(address);
    }

    @Test
    void whatIsLeftOfAnAddressTellsWhichItIs() {
        assertThat(Address.redacted("no driver for jdbc:postgresql://u:pw@db/app?ssl=true&pass%77ord=pw"))
                .isEqualTo("no driver for jdbc:postgresql://db/app?ssl=true&pass%77ord=***");
    }

    @Test
    void anImageOfAContainerIsShownAsItIs() {
        String image = "registry.example.org:5000/team/timers:1@sha256:0123";
        assertThat(Address.redacted(image)).isEqualTo(image);
    }

    @Test
    void aFaultIsShownAsItIs() {
        String message = "fault \"slow:database=80ms@10s\", kill:service:2@0s,kill:service@500ms: none";
        assertThat(Address.redacted(message)).isEqualTo(message);
        assertThat(Address.redacted("cannot reach u:swordfish@5s.example.org, u:swordfish@10s:80"))
                .doesNotContain("swordfish");
    }

    @Test
    void theFileOfSettingsIsCheckedToo() {
        Config file = ConfigFactory.parseString("timerbench.external.postgres.url = \"jdbc:postgresql://u:pw@h/db\"");
        assertThatThrownBy(() -> Settings.of(file, new Properties()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("timerbench.external.postgres.url");
    }
}
