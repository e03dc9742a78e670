package timerbench.harness.targets.dialect;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The body of a request or an answer, whose values are filled in each time. */
sealed interface Body permits JsonBody, FormBody {
    /** Returns the values in the body, each in its form. */
    List<Template.Slot> slots();

    static Set<Value> values(Body body) {
        return body.slots().stream().map(Template.Slot::value).collect(Collectors.toUnmodifiableSet());
    }

    String contentType();

    /** Returns the body with its values, without what is unknown. */
    String text(Value.Source source);
}
