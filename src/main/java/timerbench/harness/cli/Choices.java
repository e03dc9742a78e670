package timerbench.harness.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import timerbench.harness.experiment.StressOperation;
import timerbench.harness.judge.scaling.Measure;
import timerbench.harness.load.Simulations;
import timerbench.harness.load.injector.InjectorSettings;
import timerbench.harness.run.SummaryMetric;
import timerbench.harness.run.Word;
import timerbench.harness.show.ReportFiles;
import timerbench.harness.targets.Product;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.fault.FaultKind;
import timerbench.settings.Settings;

/** The names that options take, for help and completion. They are looked up only when somebody asks. */
abstract class Choices implements Iterable<String> {
    private final Supplier<List<String>> names;

    private Choices(Supplier<List<String>> names) {
        this.names = names;
    }

    @Override
    public Iterator<String> iterator() {
        return names.get().iterator();
    }

    /** The simulations, as {@code list} prints them. */
    static final class OfSimulations extends Choices {
        OfSimulations() {
            super(Simulations::names);
        }
    }

    /** The profiles. */
    static final class OfProfiles extends Choices {
        OfProfiles() {
            super(Settings::profiles);
        }
    }

    /** What the reference service can keep its timers in. */
    static final class OfDatabases extends Choices {
        OfDatabases() {
            super(() -> Word.words(Product.class));
        }
    }

    /** The databases that have a driver. */
    static final class OfServers extends Choices {
        OfServers() {
            super(OfServers::names);
        }

        static List<String> names() {
            return Stream.of(Product.values())
                    .filter(Predicate.not(Product.MEMORY::equals))
                    .map(Product::word)
                    .toList();
        }
    }

    /** The sources of a database. */
    static final class OfProvisions extends Choices {
        OfProvisions() {
            super(() -> Word.words(Provision.class));
        }
    }

    /** Where injectors can run. */
    static final class OfInjectorEngines extends Choices {
        OfInjectorEngines() {
            super(() -> Word.words(InjectorSettings.Engine.class));
        }
    }

    /** The operations of the stress simulation. */
    static final class OfOperations extends Choices {
        OfOperations() {
            super(() -> Word.words(StressOperation.class));
        }
    }

    /** What a fault does. A shell ends a word at the colon that follows. */
    static final class OfFaultKinds extends Choices {
        OfFaultKinds() {
            super(() -> Word.words(FaultKind.class));
        }
    }

    /** What a sweep can measure. */
    static final class OfMeasures extends Choices {
        OfMeasures() {
            super(() -> Word.words(Measure.class));
        }
    }

    /** The metrics of the history. */
    static final class OfMetrics extends Choices {
        OfMetrics() {
            super(() -> Word.words(SummaryMetric.class));
        }
    }

    /** The file formats of a report. */
    static final class OfFormats extends Choices {
        OfFormats() {
            super(() -> Stream.of(ReportFiles.values())
                    .map(format -> format.name().toLowerCase(Locale.ROOT))
                    .toList());
        }
    }

    /** The shipped dialects. */
    static final class OfDialects extends Choices {
        OfDialects() {
            super(() -> Dialect.SHIPPED);
        }
    }

    /** The dialects that the reference service can speak. */
    static final class OfServedDialects extends Choices {
        OfServedDialects() {
            super(() -> Dialect.OF_REFERENCE_SERVICE);
        }
    }
}
