package timerbench.harness.show;

import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.run.Run;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Tone;

/** Verdicts in a word, for lists of many. */
final class VerdictText {
    private VerdictText() {}

    static Line of(Run.Verdict verdict) {
        return switch (verdict) {
            case PASS -> new Line("PASS", Tone.GOOD);
            case CROSSED -> new Line("FAIL", Tone.BAD);
            case INVALID -> new Line("INVALID", Tone.BAD);
            case NOT_JUDGED -> new Line("NOT JUDGED", Tone.UNDECIDED);
        };
    }

    static Line of(RecoverResult.Verdict verdict) {
        return switch (verdict) {
            case RECOVERED -> new Line("PASS", Tone.GOOD);
            case CROSSED, NOT_RECOVERED, LOST -> new Line("FAIL", Tone.BAD);
            case FAILED -> new Line("INCOMPLETE", Tone.BAD);
            case INTERRUPTED -> new Line("INTERRUPTED", Tone.UNDECIDED);
        };
    }

    static Line of(Verdict verdict) {
        Tone tone = switch (verdict) {
            case PASS, IMPROVEMENT -> Tone.GOOD;
            case REGRESSION -> Tone.BAD;
            case INCONCLUSIVE -> Tone.UNDECIDED;
        };
        return new Line(verdict.name(), tone);
    }
}
