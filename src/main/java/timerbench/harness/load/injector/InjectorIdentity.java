package timerbench.harness.load.injector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import timerbench.harness.run.RunProfile;

/**
 * Which injector of which run a process is. All injectors of a run are alike but for their index.
 *
 * @param index from 0
 * @param count of the injectors
 * @param simulation the simple name of its class
 * @param code hash of the classes that it runs
 */
public record InjectorIdentity(int index, int count, String simulation, RunProfile profile, String code) {
    private static final int SHOWN = 12;

    /** Returns this identity with other classes. */
    public InjectorIdentity with(String otherCode) {
        return new InjectorIdentity(index, count, simulation, profile, otherCode);
    }

    /** Returns how an injector differs from this one, a phrase each; nothing if they only differ in their index. */
    public List<String> differences(InjectorIdentity other) {
        List<String> differences = new ArrayList<>();
        add(differences, "simulation", simulation, other.simulation);
        add(differences, "number of injectors", count, other.count);
        add(differences, "profile", profile.name(), other.profile.name());
        Map<String, Object> ours = profile.settings();
        Map<String, Object> others = other.profile.settings();
        TreeSet<String> names = new TreeSet<>(ours.keySet());
        names.addAll(others.keySet());
        names.forEach(name -> add(
                differences,
                "setting " + name,
                ours.getOrDefault(name, "nothing"),
                others.getOrDefault(name, "nothing")));
        add(differences, "version (hash of the classes)", shown(code), shown(other.code));
        return differences;
    }

    private static String shown(String hash) {
        return hash.substring(0, Math.min(SHOWN, hash.length()));
    }

    private static void add(List<String> differences, String what, Object ours, Object others) {
        if (!ours.equals(others)) {
            differences.add(what + " " + others + ", not " + ours);
        }
    }
}
