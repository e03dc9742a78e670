package timerbench.harness.show;

import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import timerbench.harness.judge.gate.GateReport;

/** A gate's verdict for CI servers: XML in the format of JUnit, with a test case for each metric. */
final class GateJunit {
    private static final String NAME = "timerbench.gate";
    private static final int REPLACEMENT = 0xFFFD;

    /** The format has no time zone. This is UTC. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final GateReport report;
    private final List<JunitCase> cases;
    private final XMLStreamWriter xml;

    private GateJunit(GateReport report, XMLStreamWriter xml) {
        this.report = report;
        this.cases = JunitCase.of(report);
        this.xml = xml;
    }

    /** Returns the text of the file. */
    static String text(GateReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new GateJunit(report, xml).suites();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text can be written", e);
        }
        return text.toString();
    }

    private void suites() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        start(0, "testsuites");
        attribute("name", NAME);
        counts();
        start(1, "testsuite");
        attribute("name", NAME);
        counts();
        attribute("skipped", "0");
        attribute("timestamp", TIMESTAMP.format(report.at()));
        properties();
        for (JunitCase each : cases) {
            testCase(each);
        }
        end(1);
        end(0);
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void counts() throws XMLStreamException {
        attribute("tests", Integer.toString(cases.size()));
        attribute("failures", count(JunitCase.Outcome.FAILURE));
        attribute("errors", count(JunitCase.Outcome.ERROR));
        attribute("time", String.format(Locale.ROOT, "%.3f", report.took().toMillis() / 1e3));
    }

    private String count(JunitCase.Outcome outcome) {
        return Long.toString(
                cases.stream().filter(each -> each.outcome() == outcome).count());
    }

    private void properties() throws XMLStreamException {
        start(2, "properties");
        property("verdict", report.verdict().name());
        property("baseline", report.baseline().name());
        property("candidate", report.candidate().name());
        for (Document.Fact condition : GateDocument.conditions(report)) {
            property(condition.name(), condition.text());
        }
        end(2);
    }

    private void property(String name, String value) throws XMLStreamException {
        empty("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void testCase(JunitCase each) throws XMLStreamException {
        start(2, "testcase");
        attribute("classname", NAME);
        attribute("name", each.name());
        if (each.outcome() != JunitCase.Outcome.SUCCESS) {
            empty(each.outcome().element());
            attribute("message", each.message());
            attribute("type", each.type());
        }
        start(3, "system-out");
        xml.writeCharacters(xmlText(String.join("\n", each.lines())));
        xml.writeEndElement();
        end(2);
    }

    /** All elements without content are at the same depth. */
    private void empty(String element) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(3));
        xml.writeEmptyElement(element);
    }

    private void start(int depth, String element) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeStartElement(element);
    }

    private void end(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, xmlText(value));
    }

    /**
     * Returns the text with all characters replaced that XML 1.0 cannot hold, not even escaped. Its section 2.2 lists
     * those that it can hold as {@code Char}.
     */
    static String xmlText(String text) {
        StringBuilder held = new StringBuilder();
        text.codePoints().map(point -> isXmlChar(point) ? point : REPLACEMENT).forEach(held::appendCodePoint);
        return held.toString();
    }

    private static boolean isXmlChar(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
