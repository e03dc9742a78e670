package timerbench.harness.load.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import timerbench.harness.load.check.CheckStep.Verdict;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.show.TextWrap;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;

/** Renders a check for a console: plain text, 80 columns wide. */
public final class CheckText {
    private static final int WIDTH = 80;
    private static final int LABEL = 8;
    private static final int DEEPEST = 30;

    /** Lines of a body that are shown. */
    private static final int MOST_LINES = 24;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final ObjectWriter PRETTY = JSON.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER)));

    private final List<String> lines = new ArrayList<>();

    private CheckText() {}

    /** Returns a step, with a line end after every line. */
    public static String of(CheckStep step) {
        CheckText text = new CheckText();
        String why = step.why().isEmpty() ? "" : " (" + step.why() + ")";
        text.wrapped("", step.name() + ": " + step.verdict().word() + why);
        step.messages().forEach(text::message);
        String label = label("means");
        for (String understood : step.understood()) {
            text.wrapped(label, understood);
            label = label("");
        }
        return text.lines();
    }

    private static String label(String word) {
        return "  " + word + " ".repeat(LABEL - word.length());
    }

    private void message(Message message) {
        cut(label(message.kind().word()), message.head());
        message.headers().forEach(header -> cut(label(""), header));
        if (!message.body().isBlank()) {
            body(message.body());
        }
    }

    private void body(String body) {
        List<String> shown = new ArrayList<>();
        for (String line : pretty(body).lines().toList()) {
            String indent = " "
                    .repeat(Math.min(
                            DEEPEST, line.length() - line.stripLeading().length()));
            shown.addAll(TextWrap.lines(label("") + indent, line, WIDTH));
        }
        lines.addAll(shown.subList(0, Math.min(MOST_LINES, shown.size())));
        if (shown.size() > MOST_LINES) {
            wrapped(label(""), "… " + (shown.size() - MOST_LINES) + " more lines");
        }
    }

    /** Returns JSON with a line for each field; any other text unchanged. */
    private static String pretty(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.isContainerNode() ? PRETTY.writeValueAsString(json) : body;
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    /** Returns the result of a check, the facts of the dialect that runs use, and the simulations. */
    public static String end(CheckReport report, Dialect dialect, List<SimulationFit> simulations) {
        CheckText text = new CheckText();
        text.result(report);
        text.lines.add("");
        text.facts(dialect);
        text.lines.add("");
        text.simulations(simulations);
        return text.lines();
    }

    private void result(CheckReport report) {
        wrapped(
                "",
                String.format(
                        Locale.ROOT,
                        "%d steps: %d as the dialect says, %d not, %d skipped",
                        report.steps().size(),
                        report.count(Verdict.OK),
                        report.count(Verdict.WRONG),
                        report.count(Verdict.SKIPPED)));
        report.steps().stream()
                .filter(step -> step.verdict() == Verdict.WRONG)
                .forEach(step -> wrapped("  - not: ", step.name()));
    }

    private void facts(Dialect dialect) {
        lines.add("What runs take from the dialect about the service:");
        fact("least lead", Durations.text(dialect.facts().leastLead()), "before executeAt (service.leastLead)");
        fact(
                "poll interval",
                Durations.text(dialect.facts().pollInterval()),
                "callbacks may be late by that (service.pollInterval)");
        fact("attempts", attempts(dialect.attempts()), attemptsFrom(dialect));
        fact("retry interval", Durations.text(dialect.facts().retryInterval()), "at most (service.retryInterval)");
        fact("resolution", Durations.text(dialect.unit()), "of due times (service.resolution, or their form)");
    }

    private static String attempts(OptionalInt attempts) {
        return attempts.isPresent() ? Integer.toString(attempts.getAsInt()) : "not known";
    }

    private static String attemptsFrom(Dialect dialect) {
        return dialect.call(Operation.CREATE).names(Value.MAX_ATTEMPTS)
                ? "as create asks for"
                : "of each callback (service.attempts)";
    }

    private void fact(String name, String value, String meaning) {
        wrapped(String.format(Locale.ROOT, "  %-16s", name), value + ", " + meaning);
    }

    private void simulations(List<SimulationFit> simulations) {
        int width = simulations.stream()
                .mapToInt(each -> each.simulation().length())
                .max()
                .orElse(0);
        lines.add("Simulations:");
        for (SimulationFit each : simulations) {
            String name = "  " + each.simulation()
                    + " ".repeat(width - each.simulation().length() + 2);
            if (!each.missing().isEmpty()) {
                wrapped(name, "cannot be run: the dialect has no " + String.join(", no ", each.missing()));
                continue;
            }
            wrapped(name, each.leftOut().isEmpty() ? "can be run" : "can be run, without");
            each.leftOut().forEach(part -> wrapped(" ".repeat(name.length()) + "- ", part));
        }
    }

    /** Adds a text that has no words to break between. */
    private void cut(String prefix, String text) {
        String rest = TextWrap.line(text);
        String before = prefix;
        while (before.length() + rest.length() > WIDTH) {
            int room = WIDTH - before.length();
            lines.add(before + rest.substring(0, room));
            rest = rest.substring(room);
            before = label("");
        }
        lines.add(before + rest);
    }

    private void wrapped(String prefix, String text) {
        lines.addAll(TextWrap.lines(prefix, text, WIDTH));
    }

    private String lines() {
        return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }
}
