package timerbench.harness.show;

/** Texts from outside within XML. */
final class XmlText {
    private static final int REPLACEMENT = 0xFFFD;

    private XmlText() {}

    /** Returns the text with what XML 1.0 cannot hold, even escaped, replaced: {@code Char} of its section 2.2. */
    static String of(String text) {
        StringBuilder held = new StringBuilder();
        text.codePoints().map(point -> canBeHeld(point) ? point : REPLACEMENT).forEach(held::appendCodePoint);
        return held.toString();
    }

    private static boolean canBeHeld(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
