package timerbench.docs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the page of all settings from {@code reference.conf}: defaults, kinds of values, and comments. */
final class SettingsPage {
    private static final Path REFERENCE = Path.of("src/main/resources/reference.conf");
    private static final String ROOT = "timerbench";
    private static final String CI = ROOT + ".profiles.ci";
    private static final List<String> PROFILES = List.of("smoke", "ci", "full");

    private static final String HEAD = """
            # Settings

            Every setting of timer-bench, with its default. This page is generated from
            [`reference.conf`](../src/main/resources/reference.conf).

            ## How to set a value

            On the command line, with `-D`. The prefix `timerbench.` may be omitted there:

            ```sh
            ./timer-bench run creation --profile smoke -D creation.targetRate=500 -D instances=2
            mvn gatling:test -Dgatling.simulationClass=simulations.TimerCreationSimulation -Dtimerbench.profile=smoke
            ```

            Or in the block `timerbench` of [`gatling.conf`](../gatling.conf):

            ```conf
            timerbench {
              profile = smoke
              creation.targetRate = 500
            }
            ```

            - **Order.** The command line wins over `gatling.conf`, and `gatling.conf` wins over the default.
            - **Units.** A duration has a unit: `500ms`, `30s`, `5m`, `4h`.
            - **Mistakes.** An unknown key or a value of the wrong type is an error. The message names the nearest key,
              or what is expected. All settings are checked before anything starts.
            - **Passwords** are no settings. They come from the environment variables `API_TOKEN` (the target),
              `DATABASE_PASSWORD` (a database), `HISTORY_PASSWORD` (the history) and `OTEL_EXPORTER_OTLP_HEADERS` (a
              collector of metrics).

            ## Profiles

            A profile is the amount of load. `--profile` or the setting `profile` chooses it: `smoke` for seconds of
            load, `ci` for a minute or two, `full` for minutes (soak: hours). The
            [settings of a simulation](#settings-of-simulations) have a default for each profile. A value that you set
            applies to every profile; `profiles.smoke.creation.hold` applies to one.
            """;

    private static final String SIMULATIONS = """

            ## Settings of simulations

            The columns `smoke`, `ci` and `full` are the defaults of the profiles.
            """;

    private final StringBuilder page = new StringBuilder(HEAD);
    private final ReferenceComments comments;
    private final Config reference;
    private String above = "";

    private SettingsPage(List<String> lines) {
        this.comments = ReferenceComments.of(lines);
        this.reference = ConfigFactory.parseString(String.join("\n", lines)).resolve();
    }

    static String render() throws IOException {
        return new SettingsPage(Files.readAllLines(REFERENCE)).text();
    }

    private String text() {
        ConfigObject root = reference.getObject(ROOT);
        ConfigObject ofProfile = reference.getObject(CI);
        page.append("\n## General\n");
        table(ordered(ROOT, root).stream()
                .filter(name -> !(root.get(name) instanceof ConfigObject))
                .toList());
        for (String block : ordered(ROOT, root)) {
            if (!block.equals("profiles") && !ofProfile.containsKey(block) && root.get(block) instanceof ConfigObject) {
                section("##", block, ROOT);
                table(leaves(ROOT, block, root.get(block)));
            }
        }
        page.append(SIMULATIONS);
        for (String block : ordered(CI, ofProfile)) {
            section("###", block, CI);
            profiledTable(leaves(CI, block, ofProfile.get(block)));
        }
        return page.toString();
    }

    private void section(String level, String block, String parent) {
        page.append('\n').append(level).append(' ').append(block).append('\n');
        comments.of(parent + "." + block)
                .ifPresent(comment -> page.append('\n').append(prose(comment)).append('\n'));
    }

    /** Returns the keys of a block in the order of the file. */
    private List<String> ordered(String path, ConfigObject block) {
        return block.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, ConfigValue> each) -> comments.line(
                                path + "." + each.getKey(),
                                each.getValue().origin().lineNumber()))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the names of the settings in a value, from the block at the path on. */
    private List<String> leaves(String path, String name, ConfigValue value) {
        return value instanceof ConfigObject block
                ? ordered(path + "." + name, block).stream()
                        .flatMap(key -> leaves(path, name + "." + key, block.get(key)).stream())
                        .toList()
                : List.of(name);
    }

    private void table(List<String> settings) {
        page.append("\n| setting | default | type | meaning |\n|---|---|---|---|\n");
        for (String name : settings) {
            Object value = value(ROOT, name);
            row(code(name), shown(value), SettingKind.of(value).toString(), meaning(ROOT + "." + name));
        }
    }

    private void profiledTable(List<String> settings) {
        page.append("\n| setting | smoke | ci | full | type | meaning |\n|---|---|---|---|---|---|\n");
        for (String name : settings) {
            List<String> cells = new ArrayList<>(List.of(code(name)));
            PROFILES.forEach(profile -> cells.add(shown(value(ROOT + ".profiles." + profile, name))));
            cells.add(SettingKind.of(value(CI, name)).toString());
            cells.add(meaning(CI + "." + name));
            row(cells.toArray(String[]::new));
        }
    }

    private Object value(String path, String name) {
        return reference.getValue(path + "." + name).unwrapped();
    }

    /** Adds a row. A meaning that several settings of a block share is written once. */
    private void row(String... cells) {
        String meaning = cells[cells.length - 1];
        cells[cells.length - 1] = meaning.equals(above) ? "as above" : meaning;
        above = meaning;
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String shown(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(SettingsPage::shown).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return code("{ "
                    + new TreeMap<>(map)
                            .entrySet().stream()
                                    .map(each -> each.getKey() + " = " + each.getValue())
                                    .collect(Collectors.joining(", "))
                    + " }");
        }
        return value.toString().isEmpty() ? "empty" : code(value.toString());
    }

    /** Returns the comment of a setting; of a setting without one that of its block. */
    private String meaning(String path) {
        String parent = path.substring(0, path.lastIndexOf('.'));
        Optional<String> own = comments.of(path);
        return own.or(() -> comments.of(parent))
                .map(SettingsPage::prose)
                .orElseThrow(() -> new IllegalStateException(
                        "reference.conf: " + path + " has no comment, and its block has none"));
    }

    /** Returns a comment as Markdown. Names of pages become links. */
    private static String prose(String comment) {
        return comment.replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("|", "\\|")
                .replaceAll("docs/([\\w-]+\\.md)", "[$1]($1)");
    }
}
