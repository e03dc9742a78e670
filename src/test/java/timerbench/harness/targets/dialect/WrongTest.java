package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongTest {
    @TempDir
    private Path folder;

    private Call create(String lines) throws IOException {
        return Dialects.creating(folder, lines).call(Operation.CREATE);
    }

    @Test
    void aFormIsNoJsonThatCouldBeMalformed() throws IOException {
        Call form = create("form.a = b");
        assertThat(Wrong.MALFORMED_JSON.canSpoil(form)).isFalse();
        assertThat(Wrong.UNSUPPORTED_TYPE.canSpoil(form)).isTrue();
        assertThat(Wrong.MALFORMED_JSON.canSpoil(create("body.a = b"))).isTrue();
        assertThat(Wrong.MALFORMED_JSON.canSpoil(create(""))).isFalse();
    }
}
