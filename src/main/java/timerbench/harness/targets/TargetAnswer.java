package timerbench.harness.targets;

import java.util.Optional;

/**
 * What a service answered.
 *
 * @param date its {@code Date} header as it came
 */
public record TargetAnswer(int status, Optional<String> date, String body) {}
