package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.service.store.Attempt;
import timerbench.service.timer.Dialect;

class CallbackMessageTest {
    private static final Instant DUE = Instant.parse("2030-01-01T00:00:00.000001Z");

    private static Answer answer(int status, String body) {
        return CallbackMessage.answer(status, Buffer.buffer(body));
    }

    @Test
    void theBodyIsAsTheContractOfItsDialectSays() {
        Attempt second = EngineTimers.attempt(EngineTimers.timer("t", DUE), 2, null);
        assertThat(CallbackMessage.body(second, Dialect.GROUPS).toString())
                .isEqualTo("{\"groupId\":\"g\",\"timerId\":\"t\",\"executeAt\":\"2030-01-01T00:00:00.000001Z\","
                        + "\"attempt\":2,\"payload\":{\"a\":1.10}}");
        assertThat(CallbackMessage.body(second, Dialect.DURABLE_TIMER).toString())
                .isEqualTo("{\"namespace\":\"g\",\"timerId\":\"t\",\"executeAt\":\"2030-01-01T00:00:00.000001Z\","
                        + "\"attempts\":2,\"payload\":{\"a\":1.10}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|''|succeeded",
                "204|''|succeeded",
                "200|{\"ok\":true}|succeeded",
                "202|{\"x\":[{\"ok\":false}],\"ok\":true}|succeeded",
                "200|{\"ok\":false,\"nextExecuteAt\":\"2031-01-01T00:00:00Z\"}|rescheduled",
                "200|{\"nextExecuteAt\":\"2031-01-01T02:00:00+02:00\",\"ok\":false}|rescheduled",
                "202|{\"ok\":false,\"nextExecuteAt\":\"2031-01-01T00:00:00Z\"}|failed",
                "200|{\"ok\":false}|failed",
                "200|{\"ok\":false,\"nextExecuteAt\":\"tomorrow\"}|failed",
                "200|{\"ok\":\"yes\"}|failed",
                "200|{}|failed",
                "200|[]|failed",
                "200|OK|failed",
                "200|{\"ok\":true|failed",
                "400|''|refused",
                "499|{\"ok\":true}|refused",
                "302|''|failed",
                "500|''|failed",
                "503|{\"ok\":true}|failed",
            })
    void anAnswerMeansWhatTheContractSays(int status, String body, String outcome) {
        assertThat(answer(status, body).word()).isEqualTo(outcome);
    }

    @Test
    void theNewInstantIsTakenToTheMicrosecond() {
        assertThat(answer(200, "{\"ok\":false,\"nextExecuteAt\":\"2031-01-01T00:00:00.123456789Z\"}"))
                .isEqualTo(new Answer.Rescheduled(Instant.parse("2031-01-01T00:00:00.123456Z")));
    }
}
