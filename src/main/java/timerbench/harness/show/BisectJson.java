package timerbench.harness.show;

import java.util.Locale;
import timerbench.harness.judge.bisect.BisectResult;
import timerbench.harness.judge.bisect.SearchResult;
import timerbench.harness.judge.bisect.SearchResult.Tested;
import timerbench.harness.run.JsonText;
import timerbench.harness.stats.Interval;
import timerbench.harness.targets.revision.Git.Commit;

/** A bisection as JSON after {@code schema/bisect-1.schema.json}. Whatever is absent gets no field. */
final class BisectJson {
    private BisectJson() {}

    /** Returns the text of the file. */
    static String text(BisectResult result) {
        return JsonText.of(object(result));
    }

    static JsonObject object(BisectResult result) {
        return new JsonObject()
                .with("schema", BisectResult.SCHEMA)
                .with("outcome", result.outcome())
                .with("at", result.at().toString())
                .rounded("tookSeconds", result.took().toMillis() / 1000.0)
                .with("good", commit(result.range().good()))
                .with("bad", commit(result.range().bad()))
                .with(
                        "gate",
                        new JsonObject()
                                .with("verdict", result.gate().verdict())
                                .with("pairs", result.gate().pairs().size()))
                .with(
                        "culprit",
                        result.search()
                                .flatMap(SearchResult::culprit)
                                .map(culprit -> new JsonObject()
                                        .with("commit", culprit.commit())
                                        .with("subject", culprit.subject())
                                        .rounded("confidence", culprit.confidence())))
                .with("search", result.search().map(BisectJson::search))
                .with("command", result.command());
    }

    private static JsonObject commit(Commit commit) {
        return new JsonObject().with("commit", commit.hash()).with("subject", commit.subject());
    }

    private static JsonObject search(SearchResult search) {
        return new JsonObject()
                .with("metric", search.metric().name())
                .with("scale", search.metric().scale().name().toLowerCase(Locale.ROOT))
                .rounded("confidence", search.confidence())
                .with("pairs", search.pairs())
                .rounded("effect", search.effect().mean())
                .with("effectWithin", interval(search.effect().within()))
                .with(
                        "suspects",
                        search.suspected().stream()
                                .map(each -> each.commit().hash())
                                .toList())
                .with(
                        "severalSteps",
                        search.between().stream()
                                .map(each -> each.commit().hash())
                                .toList())
                .with(
                        "commits",
                        search.commits().stream().map(BisectJson::tested).toList());
    }

    private static JsonObject tested(Tested tested) {
        return commit(tested.commit())
                .rounded("probability", tested.probability())
                .with(
                        "worsenings",
                        tested.worsenings().stream().map(JsonText::rounded).toList())
                .with("skipped", tested.skipped());
    }

    private static JsonObject interval(Interval interval) {
        return new JsonObject()
                .rounded("low", interval.low())
                .rounded("high", interval.high())
                .rounded("confidence", interval.confidence());
    }
}
