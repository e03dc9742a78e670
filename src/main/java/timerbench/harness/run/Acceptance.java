package timerbench.harness.run;

import java.time.Instant;
import java.util.Optional;

/**
 * That a run is the baseline which others are held against.
 *
 * @param by whoever accepted it: a name, no address
 * @param commit of the checkout in which it was accepted; absent if unknown
 */
public record Acceptance(String by, Instant at, Optional<String> commit) {

    public Acceptance {
        Require.present(by, "accepted by");
        commit.ifPresent(known -> Require.present(known, "commit at which it was accepted"));
    }
}
