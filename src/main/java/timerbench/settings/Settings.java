package timerbench.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import timerbench.address.Address;

/**
 * The {@code timerbench} settings: the defaults of {@code reference.conf}, under the {@code timerbench} block of
 * {@code gatling.conf}, under system properties. A key that {@code reference.conf} does not know is an error.
 *
 * <p>A block such as {@code creation} stands once per profile, under {@code profiles.<name>}; what stands under its plain
 * name is put over the chosen profile's.
 */
public final class Settings {
    static final String ROOT = "timerbench";

    /** What the last part of a setting's name is if its value is an address. */
    private static final Set<String> ADDRESSES =
            Set.of("url", "uri", "target", "nodes", "endpoint", "advertise", "callbackUrl");

    private final Config own;
    private final Config config;
    private final String profile;
    private final Map<String, String> properties;

    private Settings(Config own, Config config, String profile, Map<String, String> properties) {
        this.own = own;
        this.config = config;
        this.profile = profile;
        this.properties = Map.copyOf(properties);
    }

    /**
     * Returns the settings of this process.
     *
     * @throws SettingsException if one is unknown, or the profile is
     */
    public static Settings load() {
        try {
            Config user = ConfigFactory.parseResources(
                    "gatling.conf", ConfigParseOptions.defaults().setAllowMissing(true));
            return of(user, System.getProperties());
        } catch (ConfigException e) {
            throw new SettingsException("gatling.conf: " + e.getMessage(), e);
        }
    }

    static Settings of(Config user, Properties properties) {
        Map<String, String> given = own(properties);
        Properties parsed = new Properties();
        parsed.putAll(given);
        Config own = ConfigFactory.parseProperties(parsed).withFallback(user.withOnlyPath(ROOT));
        Config reference = ConfigFactory.parseResources("reference.conf");
        Config merged = own.withFallback(reference.withOnlyPath(ROOT)).resolve().getConfig(ROOT);
        KnownKeys.of(reference.resolve().getConfig(ROOT)).check(own.hasPath(ROOT) ? own.getConfig(ROOT) : own);
        own.resolve()
                .entrySet()
                .forEach(entry -> requireNoSecret(
                        entry.getKey(), entry.getValue().unwrapped().toString()));
        return new Settings(own, merged, chosenProfile(merged), given);
    }

    /**
     * Checks that a setting which is an address, by its name or by its value, holds no secret.
     *
     * @throws SettingsException if it does
     */
    public static void requireNoSecret(String setting, String value) {
        String name = setting.substring(setting.lastIndexOf('.') + 1);
        if (ADDRESSES.contains(name) || value.contains("://") || value.startsWith("jdbc:")) {
            try {
                var unused = Address.withoutSecret(value);
            } catch (IllegalArgumentException e) {
                throw new SettingsException(setting + ": " + e.getMessage(), e);
            }
        }
    }

    private static Map<String, String> own(Properties properties) {
        Map<String, String> own = new TreeMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(ROOT + "."))
                .forEach(name -> own.put(name, properties.getProperty(name)));
        return own;
    }

    private static String chosenProfile(Config merged) {
        String chosen = merged.getString("profile");
        List<String> known =
                merged.getObject("profiles").keySet().stream().sorted().toList();
        if (!known.contains(chosen)) {
            throw new SettingsException(
                    ROOT + ".profile: got \"" + chosen + "\", wanted one of " + String.join(", ", known));
        }
        return chosen;
    }

    public String profile() {
        return profile;
    }

    /**
     * Returns the default of a setting, by its full name, as it stands in {@code reference.conf}: a number, a text, a truth
     * value or a list.
     *
     * @throws SettingsException if there is no such setting; profiles have none of their own
     */
    public static Object defaultOf(String name) {
        Config reference = ConfigFactory.parseResources("reference.conf").resolve();
        Config asked = ConfigFactory.parseMap(Map.of(name, ""));
        if (!asked.hasPath(ROOT)) {
            throw new SettingsException(name + ": wanted the full name of a setting, which begins with " + ROOT + ".");
        }
        KnownKeys.of(reference.getConfig(ROOT)).check(asked.getConfig(ROOT));
        if (!reference.hasPath(name)) {
            throw new SettingsException(name + ": differs from profile to profile, so it has no default");
        }
        return reference.getValue(name).unwrapped();
    }

    /**
     * Returns a block as a record, whose components are its keys.
     *
     * @throws SettingsException if a value is not of its component's type, or the record refuses it
     */
    public <T> T read(String block, Class<T> type) {
        return Binding.read(ROOT + "." + block, config.getConfig(block), type);
    }

    /**
     * Returns the keys of a block that are components of the record; the rest of the block is for others.
     *
     * @throws SettingsException if a value is not of its component's type, or the record refuses it
     */
    public <T> T readPart(String block, Class<T> type) {
        return Binding.read(ROOT + "." + block, part(config.getConfig(block), type), type);
    }

    private static Config part(Config block, Class<?> type) {
        return ConfigFactory.parseMap(
                Binding.ofComponents(type, name -> block.getValue(name).unwrapped()));
    }

    /**
     * Returns a setting that is a text.
     *
     * @throws SettingsException if it is none
     */
    public String text(String name) {
        try {
            return config.getString(name);
        } catch (ConfigException.WrongType e) {
            throw new SettingsException(ROOT + "." + name + ": wanted a text", e);
        }
    }

    /** Returns what of a block is set, rather than left at its default, by full names. */
    public Map<String, String> chosen(String block) {
        String path = ROOT + "." + block;
        Map<String, String> chosen = new TreeMap<>();
        if (own.hasPath(path)) {
            own.getConfig(path)
                    .entrySet()
                    .forEach(entry ->
                            chosen.put(path + "." + entry.getKey(), config.getString(block + "." + entry.getKey())));
        }
        return chosen;
    }

    /** Returns those that were system properties when they were loaded, by full names. */
    public Map<String, String> properties() {
        return properties;
    }

    /** Returns the settings at the root, which stand in no block, as a record. */
    public <T> T readRoot(Class<T> type) {
        return Binding.read(ROOT, part(config, type), type);
    }

    /** Returns the block of the chosen profile, with what is set beside the profiles put over it, as a record. */
    public <T> T readProfiled(String block, Class<T> type) {
        return Binding.read(ROOT + "." + block, profiled(block), type);
    }

    /** Returns the same block as plain values by key, for a record of what was in force. */
    public Map<String, Object> profiledValues(String block) {
        return new TreeMap<>(profiled(block).root().unwrapped());
    }

    private Config profiled(String block) {
        return config.getConfig(block).withFallback(config.getConfig("profiles." + profile + "." + block));
    }
}
