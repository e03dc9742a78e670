package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateReports;
import timerbench.harness.judge.gate.Verdict;

class GateJunitTest {

    @Test
    void itIsOfTheFormThatReadersOfSuchFilesHaveInCommon() throws SAXException {
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(GateJunitTest.class.getResource("/junit.xsd"));
        for (GateReport report : everyEnd()) {
            StreamSource source = new StreamSource(new StringReader(GateJunit.text(report)));
            assertThatCode(() -> schema.newValidator().validate(source)).doesNotThrowAnyException();
        }
    }

    @Test
    void itIsASuccessIfAndOnlyIfTheVerdictIs() throws Exception {
        for (GateReport report : everyEnd()) {
            Element suite = suite(report);
            int failures = number(suite, "failures");
            int errors = number(suite, "errors");
            switch (report.verdict()) {
                case PASS, IMPROVEMENT -> assertThat(failures + errors).isZero();
                case REGRESSION -> assertThat(failures).isPositive();
                case INCONCLUSIVE -> assertThat(errors).isPositive();
            }
        }
    }

    @Test
    void itCountsWhatIsInIt() throws Exception {
        for (GateReport report : everyEnd()) {
            Element suite = suite(report);
            for (Element counted : List.of(suite, (Element) suite.getParentNode())) {
                assertThat(number(counted, "tests"))
                        .isEqualTo(all(suite, "testcase").size())
                        .isPositive();
                assertThat(number(counted, "failures"))
                        .isEqualTo(all(suite, "failure").size());
                assertThat(number(counted, "errors"))
                        .isEqualTo(all(suite, "error").size());
            }
        }
    }

    @Test
    void eachMetricIsACase() throws Exception {
        Element suite = suite(GateReports.regression());
        assertThat(all(suite, "testcase"))
                .extracting(each -> each.getAttribute("name"))
                .containsExactly(
                        "p95 response time",
                        "p95 lateness",
                        "throughput",
                        "CPU time per 1,000 requests of the service",
                        "hard limits",
                        "trials");
        assertThat(all(suite, "failure"))
                .extracting(each -> each.getAttribute("message"))
                .containsExactly("p95 response time: worse in 14 pairs", "p95 lateness: worse in 14 pairs");
        assertThat(all(suite, "system-out").get(0).getTextContent())
                .contains("change: 1.085 (1.078–1.091)", "tested: worse after 14 pairs");
    }

    @Test
    void whatIsUndecidedIsAnErrorNotAFailure() throws Exception {
        Element suite = suite(GateReports.missingMetric());
        assertThat(all(suite, "failure")).isEmpty();
        assertThat(all(suite, "error"))
                .singleElement()
                .satisfies(error -> assertThat(error.getAttribute("message"))
                        .isEqualTo("mean server time was measured in no trial"));
    }

    @Test
    void whatWentWrongInATrialHasACaseOfItsOwn() throws Exception {
        Element violation = only(all(suite(GateReports.violation()), "failure"));
        assertThat(nameOfCase(violation)).isEqualTo("hard limits");
        assertThat(violation.getAttribute("message")).isEqualTo("pair 5, candidate: lost callbacks: 2, wanted none");
        assertThat(all(suite(GateReports.failedTrial()), "error"))
                .extracting(GateJunitTest::nameOfCase)
                .contains("trials");
    }

    @Test
    void aVerdictThatNoCaseTellsOfHasOne() throws Exception {
        Element error = only(all(suite(GateReports.withoutAnything()), "error"));
        assertThat(nameOfCase(error)).isEqualTo("verdict");
        assertThat(error.getAttribute("message")).isEqualTo("nothing was measured");
    }

    @Test
    void whatXmlCannotHoldIsReplacedAndAllElseReadsBackAsItWas() throws Exception {
        Element suite = suite(GateReports.hostile());
        String expected = GateReports.HOSTILE
                .replace('\u0000', '\ufffd')
                .replace('\u001b', '\ufffd')
                .replace('\ud800', '\ufffd');
        assertThat(all(suite, "system-out").get(0).getTextContent()).startsWith("undecided: " + expected);
        // A reader makes a space of a line's end in an attribute.
        assertThat(all(suite, "error").get(0).getAttribute("message")).isEqualTo(expected.replace('\n', ' '));
        assertThat(GateJunit.xmlText("\t\r\n ä𝄞")).isEqualTo("\t\r\n ä𝄞");
        assertThat(GateJunit.xmlText("\uffff\u0008")).isEqualTo("\ufffd\ufffd");
    }

    /** The samples, and of each verdict one that nothing but a sentence tells of. */
    private static List<GateReport> everyEnd() {
        List<GateReport> all = new ArrayList<>(GateReports.all());
        for (Verdict verdict : Verdict.values()) {
            all.add(GateReports.withVerdict(GateReports.withoutAnything(), verdict));
            all.add(GateReports.withVerdict(GateReports.violation(), Verdict.INCONCLUSIVE));
        }
        return all;
    }

    private static Element suite(GateReport report) throws IOException, SAXException, ParserConfigurationException {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(GateJunit.text(report))));
        return only(all(document.getDocumentElement(), "testsuite"));
    }

    private static List<Element> all(Element within, String name) {
        NodeList found = within.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static Element only(List<Element> elements) {
        assertThat(elements).hasSize(1);
        return elements.get(0);
    }

    private static String nameOfCase(Element problem) {
        return ((Element) Optional.ofNullable(problem.getParentNode()).orElseThrow()).getAttribute("name");
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }
}
