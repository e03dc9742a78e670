package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

class ServiceCodeTest {
    private static final Path JAR = Path.of("/some/service.jar");

    private static final Map<String, String> PORT = Map.of("timerbench.service.port", "0");

    private static ServiceJvm jvm(ServiceCode code, Settings settings) {
        return new ReferenceService(code, PORT, Optional.empty(), 1).jvm(settings, Dialect.load("groups"));
    }

    @Test
    void thisCheckoutsCodeIsHandedTheSettingsOfThisProcess() {
        Settings settings =
                Settings.load().with(Map.of("timerbench.gate.pairs", "3", "timerbench.embedded.jvmArgs", "-Xmx1g"));
        ServiceJvm service = jvm(ServiceCode.own(), settings);

        assertThat(service.arguments("a.jar"))
                .startsWith("-Xmx1g")
                .contains("-Dtimerbench.gate.pairs=3", "-Dtimerbench.service.port=0");
    }

    @Test
    void itRefusesTheDialectOfAPublicService() {
        assertThatThrownBy(() -> Target.open(Settings.load(), Dialect.load("kala"), ServiceCode.own()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("the reference service speaks groups and durable-timer, not kala; name the target that does"
                        + " (timerbench.target, --target)");
    }

    @Test
    void otherCodeIsHandedNoSettingsButThoseThatItIsGiven() {
        ServiceCode code = ServiceCode.of(List.of(JAR));
        Settings settings = Settings.load().with(Map.of("timerbench.gate.pairs", "3"));

        assertThat(jvm(code, settings).arguments(code.classPath()))
                .contains("-Dtimerbench.service.port=0")
                .noneMatch(argument -> argument.startsWith("-Dtimerbench.gate"));
        assertThat(new ServiceJvm(code, List.of(), PORT, Map.of()).arguments(code.classPath()))
                .contains("-Dtimerbench.service.port=0")
                .filteredOn(argument -> argument.startsWith("-Dtimerbench."))
                .hasSize(1);
    }

    @Test
    void aJarIsJoinedByTheDependenciesOfThisProcessAndNoneOfItsClasses() {
        List<Path> entries = ServiceCode.inJar(JAR).files();
        assertThat(ServiceCode.inJar(JAR).classPath().split(File.pathSeparator, -1))
                .contains(JAR.toString());
        assertThat(entries).anyMatch(entry -> entry.getFileName().toString().startsWith("vertx-core-"));
        assertThat(entries).noneMatch(entry -> Files.exists(entry.resolve("timerbench")));
    }

    @Test
    void otherCodeLogsWhatThisCheckoutsDoes() {
        Path first = ServiceCode.of(List.of(JAR)).files().get(0);
        assertThat(first.resolve("logback-test.xml"))
                .hasSameTextualContentAs(Path.of(
                        ServiceCodeTest.class.getResource("/logback-test.xml").getPath()));
    }
}
