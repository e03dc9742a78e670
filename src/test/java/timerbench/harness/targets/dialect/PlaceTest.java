package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    @ParameterizedTest
    @ValueSource(strings = {"id", "data.timer-id", "?ref", "?a.b", "@X-Ref", "@X-Meta.job.id", "/1"})
    void aPlaceIsSpelledAsItIsRead(String text) {
        assertThat(Place.of(text).map(Place::text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "@", "/", "/0", "/12", "/a", "$.id", "a..b", "a b", "@X Y", "@X."})
    void anythingElseIsNoPlace(String text) {
        assertThat(Place.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/tasks/17, 17",
        "http://h:1/tasks/17/, 17",
        "https://h/t/a%2Fb?x=/y#z, a%2Fb",
        "17, 17",
    })
    void theIdOfALocationIsItsLastSegment(String location, String id) {
        CallAnswer answer = new CallAnswer(201, name -> name.equals("Location") ? location : null, "");
        assertThat(answer.text(new Place.Header("Location", Optional.empty()))).contains(id);
    }

    @Test
    void fieldsAreReadFromABodyThatIsJson() {
        CallAnswer answer = new CallAnswer(200, name -> null, "{\"data\":{\"id\":17,\"no\":null,\"o\":{}}}");
        assertThat(answer.text(new Place.Field("data.id"))).contains("17");
        assertThat(answer.text(new Place.Field("data.no"))).isEmpty();
        assertThat(answer.text(new Place.Field("data.o"))).isEmpty();
        assertThat(answer.text(new Place.Field("id"))).isEmpty();
        assertThat(new CallAnswer(200, name -> null, "OK").text(new Place.Field("id")))
                .isEmpty();
        assertThat(new CallAnswer(200, name -> "x", "").text(new Place.Header("X-Id", Optional.empty())))
                .contains("x");
    }
}
