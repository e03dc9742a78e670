package timerbench.harness.load.injector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

class KubernetesSettingsTest {
    private static KubernetesSettings with(String key, String value) {
        return Settings.load()
                .with(Map.of(Settings.key("injectors.kubernetes." + key), value))
                .read("injectors.kubernetes", KubernetesSettings.class);
    }

    @Test
    void valuesAreSpelledAsKubernetesSpellsThem() {
        assertThat(with("imagePullPolicy", "IfNotPresent").imagePullPolicy())
                .isEqualTo(KubernetesSettings.PullPolicy.IF_NOT_PRESENT);
        assertThat(with("cpuLimit", "0.5").cpuLimit()).isEqualTo("0.5");
        assertThat(with("memoryLimit", "").memoryLimit()).isEmpty();
        assertThat(with("nodeSelector", "").nodeLabels()).isEmpty();
        assertThat(with("nodeSelector", "a/b=c, d=").nodeLabels())
                .containsEntry("a/b", "c")
                .containsEntry("d", "");
    }

    @ParameterizedTest
    @CsvSource({
        "image, '', 'image must name an image of timer-bench, was empty'",
        "imagePullPolicy, sometimes, 'wanted one of always, ifnotpresent, never'",
        "cpuRequest, two, 'cpuRequest must be a quantity of Kubernetes, such as 2, 500m or 2Gi'",
        "memoryLimit, 2 GB, 'memoryLimit must be a quantity of Kubernetes'",
        "spread, even, 'wanted one of preferred, required'",
        "nodeSelector, load, 'nodeSelector must be labels of nodes, label=value[,label=value], was \"load\"'",
        "deadline, 59s, 'deadline must be at least 1m'",
        "stay, -1s, 'timerbench.injectors.kubernetes.stay'"
    })
    void aWrongSettingIsNamed(String key, String value, String expected) {
        assertThatThrownBy(() -> with(key, value))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(expected);
    }
}
