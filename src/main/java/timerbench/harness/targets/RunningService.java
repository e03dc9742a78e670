package timerbench.harness.targets;

import java.util.Arrays;
import java.util.List;
import timerbench.address.Address;
import timerbench.harness.targets.dialect.Dialect;

/** A service that runs already, ready or not. */
public final class RunningService {
    private RunningService() {}

    /**
     * Returns the addresses at which it answers.
     *
     * @param addresses as given, separated by commas
     * @throws IllegalArgumentException if one is no address
     * @throws TargetException if one gives no answer
     */
    public static List<String> answering(String addresses, Dialect dialect) {
        return Arrays.stream(Address.withoutSecret(addresses).split(",", -1))
                .map(TargetAddress::of)
                .map(url -> ServiceProbe.answering(url, dialect))
                .toList();
    }
}
