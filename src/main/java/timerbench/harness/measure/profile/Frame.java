package timerbench.harness.measure.profile;

import java.util.List;
import jdk.jfr.consumer.RecordedFrame;

/**
 * A frame of a stack, named as in the source: a lambda has the name of the method in which it stands.
 *
 * @param type the full name of the class, such as {@code org.example.Outer$Inner}
 */
record Frame(String type, String method) {
    private static final String LAMBDA = "lambda$";
    private static final List<String> OF_JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    static Frame of(RecordedFrame frame) {
        return new Frame(
                frame.getMethod().getType().getName(), named(frame.getMethod().getName()));
    }

    /** A lambda's number differs from one build to the next. */
    private static String named(String method) {
        int end = method.lastIndexOf('$');
        return method.startsWith(LAMBDA) && end > LAMBDA.length() ? method.substring(LAMBDA.length(), end) : method;
    }

    /** Returns whether the JVM made the class, as for a lambda or a call by reflection. */
    boolean isHidden() {
        return type.contains("$$Lambda") || type.contains("/0x") || type.contains("$Proxy");
    }

    boolean isOfJdk() {
        return OF_JDK.stream().anyMatch(type::startsWith);
    }

    /** Returns the method with its class, without the package, such as {@code Outer.Inner.method}. */
    String shortText() {
        String simple = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
        return simple + "." + (method.equals("new") ? "<init>" : method);
    }

    /** Returns the method with its class and package. */
    String text() {
        return type + "." + method;
    }
}
