package timerbench.harness.targets;

import java.util.regex.Pattern;
import timerbench.address.Address;

/** The name of a container image, which is also any text that was meant to be another kind of target. */
final class ImageName {
    private static final String PART = "[a-z0-9]+([._-]+[a-z0-9]+)*";
    private static final Pattern IMAGE =
            Pattern.compile("(%1$s(:[0-9]+)?/)?%1$s(/%1$s)*(:\\w[\\w.-]*)?(@\\w+:\\w+)?".formatted(PART));

    /** Host and port without a scheme. They could be an image's name and tag, but hardly are. */
    private static final Pattern ADDRESS = Pattern.compile("localhost(:\\d+)?|[\\w-]+(\\.[\\w-]+)+:\\d+");

    private ImageName() {}

    /**
     * Returns the name unchanged.
     *
     * @throws IllegalArgumentException if it is none; the message says what is a target
     */
    static String checked(String given) {
        if (given.startsWith("git:")) {
            throw wrong(given, "which only the paired gate can build");
        }
        if (ADDRESS.matcher(given).matches()) {
            throw wrong(given, "an address begins with http:// or https://");
        }
        if (!IMAGE.matcher(given).matches()) {
            throw wrong(
                    given,
                    "wanted embedded, an address such as http://host:8080, the path of a jar or of an executable"
                            + " file, the name of a container image, or, in a paired gate, git:REV");
        }
        return given;
    }

    private static IllegalArgumentException wrong(String given, String why) {
        return new IllegalArgumentException("target: got \"" + Address.redacted(given) + "\", " + why);
    }
}
