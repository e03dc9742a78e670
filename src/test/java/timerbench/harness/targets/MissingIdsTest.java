package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissingIdsTest {
    private final MissingIds ids = new MissingIds();

    @Test
    void withoutAnExampleTheySayWhatTheyAre() {
        assertThat(ids.next()).matches("missing-[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0190d5c1-7d3c-7a4e-9c1b-111111111111 | [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}
            17                                   | 2000000\\d{3}
            7301829374650183920                  | \\d{19}
            665f1c0be13e4d0012a3b4c5             | [0-9a-f]{24}
            01J0ZX4K7QF5S3V9B8N2M1C6HD           | [0-9A-Z]{26}
            job_2bTq9                            | job_[0-9][a-z][A-Z][a-z][0-9]
            tenant:orders.17a                    | tenant:orders\\.[0-9]{2}[a-f]
            """)
    void theyHaveTheFormOfTheExampleAndDoNotRepeat(String example, String form) {
        ids.learn(example);
        ids.learn("another");
        assertThat(Stream.generate(ids::next).limit(50))
                .allMatch(id -> id.matches(form.replace("\\\\", "\\")))
                .doesNotContain(example);
        if (example.length() > 18 || example.equals("17")) {
            assertThat(Stream.generate(ids::next).limit(1_000)).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "job_", "a_", "x-1", "--", "ä"})
    void theExampleItselfIsNeverOneHoweverShortItIs(String example) {
        ids.learn(example);
        assertThat(Stream.generate(ids::next).limit(500)).doesNotContain(example);
    }
}
