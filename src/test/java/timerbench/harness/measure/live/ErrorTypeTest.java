package timerbench.harness.measure.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTypeTest {
    @ParameterizedTest
    @CsvSource({
        "503, 'status.find.in(201), found 503', 503",
        "302, 'status.find.in(201), found 302', 302",
        "500, 'answered 500', 500",
        "200, 'looking for the timer''s id in the answer.is(true), found false', wrong_answer",
        "'', 'Request timeout to 127.0.0.1/127.0.0.1:80 after 300 ms', timeout",
        "'', 'i.g.h.c.i.RequestTimeoutException: Request timeout to host:80 after 60000 ms', timeout",
        "'', 'j.n.ConnectException: Connection refused', Connect",
        "'', 'i.g.h.c.i.PrematureCloseException: Premature close', PrematureClose",
        "'', 'Premature close', _OTHER",
        "'', 'http://host/groups/4711 is no good', _OTHER",
        "'', 'failed without a message', _OTHER"
    })
    void anErrorHasOneOfFewWords(String status, String message, String word) {
        assertThat(ErrorType.of(Optional.of(status).filter(text -> !text.isEmpty()), message))
                .isEqualTo(word);
    }
}
