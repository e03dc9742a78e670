package timerbench.harness.measure.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadHashTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,"b":2}           | {"b":2,"a":1}
            {"a":1}                 |  { "a" : 1.0 }
            {"a":100}               | {"a":1e2}
            {"a":0.5}               | {"a":5E-1}
            {"a":0}                 | {"a":-0.00}
            {"a":12345678901234567890} | {"a":12345678901234567890.0}
            {"a":"ü/"}              | {"a":"\\u00fc\\/"}
            {"a":{"x":[1,2],"y":{}}} | {"a":{"y":{},"x":[1,2.0]}}
            """)
    void equalJsonHasTheSameHash(String one, String other) {
        assertThat(PayloadHash.of(one)).isEqualTo(PayloadHash.of(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,"b":2}         | {"a":2,"b":1}
            {"a":1}               | {"a":"1"}
            {"a":1}               | {"a":1.0000001}
            {"a":12345678901234567890} | {"a":12345678901234567000}
            {"a":1}               | {"A":1}
            {"a":[1,2]}           | {"a":[2,1]}
            {"a":[]}              | {"a":{}}
            {"a":null}            | {}
            {"a":null}            | {"a":false}
            {"a":true}            | {"a":false}
            {"a":""}              | {"a":null}
            {"a":{"b":1},"c":{}}  | {"a":{},"c":{"b":1}}
            {"a":[[1],2]}         | {"a":[1,[2]]}
            {"a":"b"}             | {"b":"a"}
            {"a":"Aa"}            | {"a":"BB"}
            {"a":1,"a":1}         | {"a":1}
            """)
    void differentJsonHasAnotherHash(String one, String other) {
        assertThat(PayloadHash.of(one)).isNotEqualTo(PayloadHash.of(other));
    }

    @Test
    void payloadsThatDifferInOneDigitHaveDifferentHashes() {
        Set<Integer> hashes = new HashSet<>();
        int payloads = 20_000;
        for (int i = 0; i < payloads; i++) {
            hashes.add(PayloadHash.of("{\"order\":" + i + "}"));
        }
        // Among 20,000 random numbers of 32 bits, 0.05 pairs are equal on average.
        assertThat(hashes).hasSizeGreaterThan(payloads - 3);
        assertThat(hashes).doesNotContain(PayloadHash.UNKNOWN, PayloadHash.MISSING);
    }

    @Test
    void aTextThatIsNotJsonIsRefused() {
        assertThatThrownBy(() -> PayloadHash.of("{\"a\":")).hasMessage("payload: not JSON");
        assertThatThrownBy(() -> PayloadHash.of("")).hasMessage("payload: empty, wanted JSON");
    }
}
