package timerbench.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import timerbench.address.Address;

/**
 * The {@code timerbench} settings, as a value: the process reads them once, and hands them down. System properties
 * and overrides win over the {@code timerbench} block of {@code gatling.conf}, which wins over the defaults of {@code
 * reference.conf}. A key that {@code reference.conf} does not know is an error.
 *
 * <p>A block such as {@code creation} exists once per profile, under {@code profiles.<name>}. What is set under its
 * plain name wins over the chosen profile.
 */
public final class Settings {
    /** The root of all keys. */
    static final String ROOT = "timerbench";

    private static final String PREFIX = ROOT + ".";

    /** The last parts of the names of settings whose values are addresses. */
    private static final Set<String> ADDRESSES =
            Set.of("url", "uri", "target", "nodes", "endpoint", "advertise", "callbackUrl");

    /** The block of {@code gatling.conf}. */
    private final Config user;

    /** What was set, by {@link #user} or by {@link #properties}. */
    private final Config own;

    /** What was set, over the defaults. */
    private final Config config;

    private final String profile;
    private final Map<String, String> properties;

    private Settings(Config user, Map<String, String> properties) {
        Properties parsed = new Properties();
        parsed.putAll(properties);
        Config reference = ConfigFactory.parseResources("reference.conf");
        this.user = user;
        this.own = ConfigFactory.parseProperties(parsed).withFallback(user);
        this.config = own.withFallback(reference.withOnlyPath(ROOT)).resolve().getConfig(ROOT);
        this.properties = Map.copyOf(properties);
        KnownKeys.of(reference.resolve().getConfig(ROOT)).check(own.hasPath(ROOT) ? own.getConfig(ROOT) : own);
        own.resolve()
                .entrySet()
                .forEach(entry -> requireNoSecret(
                        entry.getKey(), entry.getValue().unwrapped().toString()));
        this.profile = chosenProfile(config);
    }

    /**
     * Returns the settings of this process. Call it once, where the process begins, and hand the value down.
     *
     * @throws SettingsException if a key or the profile is unknown, or an address holds a secret
     */
    public static Settings load() {
        try {
            Config user = ConfigFactory.parseResources(
                    "gatling.conf", ConfigParseOptions.defaults().setAllowMissing(true));
            return of(user, System.getProperties());
        } catch (ConfigException e) {
            throw UnreadableFile.of("gatling.conf", e);
        }
    }

    static Settings of(Config user, Properties properties) {
        return new Settings(user.withOnlyPath(ROOT), own(properties));
    }

    /**
     * Returns these settings with others put over them, as if they had been given on the command line, too.
     *
     * @param overrides by full names
     * @throws SettingsException if a key or the profile is unknown, or an address holds a secret
     */
    public Settings with(Map<String, String> overrides) {
        Map<String, String> all = new TreeMap<>(properties);
        all.putAll(overrides);
        return new Settings(user, all);
    }

    /**
     * Returns the full name of a setting, such as {@code timerbench.service.host} for {@code service.host} and
     * itself.
     */
    public static String key(String name) {
        return name.startsWith(PREFIX) ? name : PREFIX + name;
    }

    /** Returns the settings by their {@linkplain #key full names}, in the same order. */
    public static Map<String, String> byKey(Map<String, String> byName) {
        Map<String, String> byKey = new LinkedHashMap<>();
        byName.forEach((name, value) -> byKey.put(key(name), value));
        return byKey;
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
                .filter(name -> name.startsWith(PREFIX))
                .forEach(name -> own.put(name, properties.getProperty(name)));
        return own;
    }

    private static String chosenProfile(Config merged) {
        String chosen = merged.getString("profile");
        List<String> known = profiles(merged);
        if (!known.contains(chosen)) {
            throw new SettingsException(key("profile") + ": got \"" + chosen + "\", wanted one of "
                    + String.join(", ", known) + Nearest.question(chosen, known));
        }
        return chosen;
    }

    private static List<String> profiles(Config merged) {
        return merged.getObject("profiles").keySet().stream().sorted().toList();
    }

    /** Returns the names of the profiles of {@code reference.conf}, in their alphabetical order. */
    public static List<String> profiles() {
        return profiles(ConfigFactory.parseResources("reference.conf").getConfig(ROOT));
    }

    /** Returns whether a block is one of a profile: that of a simulation, or of the gate. */
    public boolean isOfProfile(String block) {
        return config.hasPath("profiles." + profile + "." + block);
    }

    /** Returns the name of the chosen profile. */
    public String profile() {
        return profile;
    }

    /**
     * Returns the default of a setting as {@code reference.conf} has it: a number, a text, a truth value or a list.
     *
     * @param name the full name of the setting
     * @throws SettingsException if there is no such setting, or its default depends on the profile
     */
    public static Object defaultOf(String name) {
        Config reference = knowing(name);
        if (!reference.hasPath(name)) {
            throw new SettingsException(name + ": differs from profile to profile, so it has no default");
        }
        return reference.getValue(name).unwrapped();
    }

    /**
     * Returns the default of a setting in the chosen profile. The setting may also be one of a simulation.
     *
     * @param name the full name of the setting
     * @throws SettingsException if there is no such setting
     */
    public Object defaultHere(String name) {
        Config reference = knowing(name);
        String path = reference.hasPath(name) ? name : PREFIX + "profiles." + profile + name.substring(ROOT.length());
        return reference.getValue(path).unwrapped();
    }

    /** Returns {@code reference.conf}, which must know the name. */
    private static Config knowing(String name) {
        Config reference = ConfigFactory.parseResources("reference.conf").resolve();
        Config asked = ConfigFactory.parseMap(Map.of(name, ""));
        if (!asked.hasPath(ROOT)) {
            throw new SettingsException(name + ": wanted the full name of a setting, which begins with " + PREFIX);
        }
        KnownKeys.of(reference.getConfig(ROOT)).check(asked.getConfig(ROOT));
        return reference;
    }

    /**
     * Returns a block as a record, whose components are its keys.
     *
     * @throws SettingsException if a value is not of its component's type, or the record refuses it
     */
    public <T> T read(String block, Class<T> type) {
        return Binding.read(key(block), config.getConfig(block), type);
    }

    /**
     * Returns the keys of a block that are components of the record; the rest of the block is for others.
     *
     * @throws SettingsException if a value is not of its component's type, or the record refuses it
     */
    public <T> T readPart(String block, Class<T> type) {
        return Binding.read(key(block), part(config.getConfig(block), type), type);
    }

    private static Config part(Config block, Class<?> type) {
        return ConfigFactory.parseMap(Binding.ofComponents(type, block::getValue));
    }

    /**
     * Returns a list of blocks as records. A key that is missing in a block is null in its record. On the command
     * line, the keys of the first block are {@code name.0.key}.
     *
     * @throws SettingsException if it is no list of blocks, a value is not of its component's type, or the record
     *     refuses it
     */
    public <T> List<T> readList(String name, Class<T> type) {
        List<? extends ConfigValue> blocks;
        try {
            blocks = config.getList(name);
        } catch (ConfigException.WrongType e) {
            throw new SettingsException(key(name) + ": wanted a list of blocks [{ … }, { … }]", e);
        }
        List<T> read = new ArrayList<>();
        for (ConfigValue value : blocks) {
            String path = key(name) + "[" + read.size() + "]";
            if (!(value instanceof ConfigObject block)) {
                throw new SettingsException(path + ": got " + value.unwrapped() + ", wanted a block of keys { … }");
            }
            read.add(Binding.readElement(path, block.toConfig(), type));
        }
        return read;
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
            throw new SettingsException(key(name) + ": wanted a text", e);
        }
    }

    /** Returns whether a setting was set, and does not only have its default. */
    public boolean isChosen(String name) {
        return own.hasPath(key(name));
    }

    /** Returns the settings of a block that were set, by full names, without defaults. */
    public Map<String, String> chosen(String block) {
        String path = PREFIX + block;
        Map<String, String> chosen = new TreeMap<>();
        if (own.hasPath(path)) {
            own.getConfig(path)
                    .entrySet()
                    .forEach(entry ->
                            chosen.put(path + "." + entry.getKey(), config.getString(block + "." + entry.getKey())));
        }
        return chosen;
    }

    /** Returns the settings of a block that were set to something else than their default, by short names. */
    public Map<String, String> changed(String block) {
        Map<String, String> changed = new TreeMap<>();
        chosen(block).forEach((name, value) -> {
            if (!value.equals(defaultOf(name).toString())) {
                changed.put(name.substring(PREFIX.length()), value);
            }
        });
        return changed;
    }

    /** Returns the settings that came from system properties or as overrides, by full names. */
    public Map<String, String> properties() {
        return properties;
    }

    /** Returns the settings at the root, which are in no block, as a record. */
    public <T> T readRoot(Class<T> type) {
        return Binding.read(ROOT, part(config, type), type);
    }

    /** Returns a block of the chosen profile as a record. Settings beside the profiles win over it. */
    public <T> T readProfiled(String block, Class<T> type) {
        return Binding.read(key(block), profiled(block), type);
    }

    /** Returns the same block as plain values by key, as {@code run.json} records it. */
    public Map<String, Object> profiledValues(String block) {
        return new TreeMap<>(profiled(block).root().unwrapped());
    }

    private Config profiled(String block) {
        return config.getConfig(block).withFallback(config.getConfig("profiles." + profile + "." + block));
    }
}
