package timerbench.harness.measure.profile;

import java.util.List;

/**
 * A method, and from where it is called.
 *
 * @param method as {@code Class.method}
 * @param callers the nearest first, without the JDK's
 */
record Site(String method, List<String> callers) {
    private static final int CALLERS = 3;

    /** @param stack the innermost frame first; not empty */
    static Site of(List<Frame> stack, OwnCode own) {
        int place = own.placeIn(stack);
        String method = stack.get(place).shortText();
        return new Site(
                method,
                stack.subList(place + 1, stack.size()).stream()
                        .filter(frame -> !frame.isOfJdk())
                        .map(Frame::shortText)
                        .filter(text -> !text.equals(method))
                        .distinct()
                        .limit(CALLERS)
                        .toList());
    }
}
