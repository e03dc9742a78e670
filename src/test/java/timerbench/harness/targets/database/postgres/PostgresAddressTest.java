package timerbench.harness.targets.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.address.HostPort;

class PostgresAddressTest {
    private static final HostPort LINK = new HostPort("127.0.0.1", 9);

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5433/timers,            db:5433,    jdbc:postgresql://127.0.0.1:9/timers",
        "jdbc:postgresql://db/timers?ssl=true,        db:5432,    jdbc:postgresql://127.0.0.1:9/timers?ssl=true",
        "jdbc:postgresql://[::1]:5432/?user=$1,       [::1]:5432, jdbc:postgresql://127.0.0.1:9/?user=$1",
        "jdbc:postgresql://10.0.0.5,                  10.0.0.5:5432, jdbc:postgresql://127.0.0.1:9"
    })
    void aLinkTakesThePlaceOfTheServerInTheUrl(String url, String server, String overLink) {
        PostgresAddress address = new PostgresAddress(url, "jane", Optional.empty(), Optional.empty());

        assertThat(PostgresAddress.linkable(url).map(HostPort::toString)).contains(server);
        assertThat(address.urlAt(LINK)).isEqualTo(overLink);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:timers",
                "jdbc:postgresql://one:5432,two:5432/timers",
                "jdbc:postgresql://db/timers?sslmode=verify-full"
            })
    void severalServersAndCheckedNamesAllowNoLink(String url) {
        assertThat(PostgresAddress.linkable(url)).isEmpty();
    }
}
