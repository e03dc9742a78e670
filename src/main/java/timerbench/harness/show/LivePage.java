package timerbench.harness.show;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import timerbench.harness.run.JsonText;

/** The page of a run while it runs. It draws what the events of the run say, with the style and plots of reports. */
public final class LivePage {
    /** The Content-Security-Policy that the page is sent with: it reads nothing but the events of its own server. */
    public static final String POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
            + " img-src data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private LivePage() {}

    /** Returns the text of the page. */
    public static String html() {
        return Text.HTML;
    }

    /** Made when it is first asked for: most runs have no page open. */
    private static final class Text {
        static final String HTML = Page.live();

        private Text() {}
    }

    /** Returns what the page shows when the run has ended, as JSON, with the page of the report if there is one. */
    public static String ended(RunEnd end) {
        return JsonText.of(end.shown().with("report", end.report().flatMap(LivePage::text)));
    }

    /** The page has the file's path, too. */
    private static Optional<String> text(Path report) {
        try {
            return Optional.of(Files.readString(report));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
