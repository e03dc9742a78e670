package timerbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellCommandTest {
    @Test
    void aScriptIsCutIntoCommandsAndWords() {
        String script = """
                # a comment
                A=1 ./timer-bench run 'a b' -D "x=$(git rev-parse a | head)"  # another
                for s in $(ls | cut -c 1); do time mvn \\
                    verify; done && scripts/x.sh > file
                """;
        assertThat(ShellCommand.in(script))
                .extracting(ShellCommand::toString)
                .containsExactly(
                        "./timer-bench run a b -D x=$(git rev-parse a | head)",
                        "for s in $(ls | cut -c 1)",
                        "mvn verify",
                        "done",
                        "scripts/x.sh",
                        "git rev-parse a",
                        "head",
                        "ls",
                        "cut -c 1");
        assertThat(ShellCommand.in(script).get(0).words()).hasSize(5);
    }
}
