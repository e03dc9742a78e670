package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

/** The order of parts of a page. AssertJ's containsSubsequence takes ten seconds for a page with plots. */
final class TextOrder {
    private TextOrder() {}

    /** Asserts that a text contains all parts, one after the other. */
    static void assertInOrder(String text, String... parts) {
        int from = 0;
        for (String part : parts) {
            int at = text.indexOf(part, from);
            assertThat(at).as("%s, after position %d", part, from).isNotNegative();
            from = at + part.length();
        }
    }
}
