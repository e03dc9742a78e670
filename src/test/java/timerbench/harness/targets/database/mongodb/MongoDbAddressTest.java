package timerbench.harness.targets.database.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.address.HostPort;

class MongoDbAddressTest {
    @ParameterizedTest
    @CsvSource({
        "mongodb://db:27018,              db:27018, mongodb://127.0.0.1:9",
        "mongodb://db/?appName=timers,    db:27017, mongodb://127.0.0.1:9/?appName=timers"
    })
    void aLinkTakesThePlaceOfTheServerInTheConnectionString(String uri, String server, String overLink) {
        MongoDbAddress address = new MongoDbAddress(uri, "", Optional.empty(), "own");

        assertThat(MongoDbAddress.linkable(uri).map(HostPort::toString)).contains(server);
        assertThat(address.uriAt(new HostPort("127.0.0.1", 9))).isEqualTo(overLink);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://one:27017,two:27017",
                "mongodb://one:27017/?replicaSet=rs0",
                "mongodb://one:27017/?appName=a&tls=true",
                "mongodb+srv://cluster.example"
            })
    void whatTheDriverGoesPastAllowsNoLink(String uri) {
        assertThat(MongoDbAddress.linkable(uri)).isEmpty();
    }
}
