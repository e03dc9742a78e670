package architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("timerbench");

    @Test
    void serviceAndHarnessDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.service..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("timerbench.harness..")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("timerbench.harness..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("timerbench.service..")
                .check(MAIN);
    }

    @Test
    void settingsKnowNeither() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.settings..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("timerbench.harness..", "timerbench.service..")
                .check(MAIN);
    }

    @Test
    void inputKnowsNothingOfTheRest() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.input..")
                .should()
                .dependOnClassesThat(resideInAPackage("timerbench..").and(resideOutsideOfPackage("timerbench.input..")))
                .check(MAIN);
    }

    @Test
    void withinTheServiceDependenciesPointFromApiToEngineToStoreToTimer() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("main")
                .definedBy("timerbench.service")
                .layer("api")
                .definedBy("timerbench.service.api..")
                .layer("engine")
                .definedBy("timerbench.service.engine..")
                .layer("store")
                .definedBy("timerbench.service.store..")
                .layer("timer")
                .definedBy("timerbench.service.timer..")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("main", "api")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("main", "api", "engine")
                .check(MAIN);
    }

    @Test
    void driversStayInTheirStoresPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "timerbench.service.store.postgres..",
                        "timerbench.harness.database.postgres..",
                        "timerbench.harness.history..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.postgresql..", "com.zaxxer.hikari..", "org.flywaydb..")
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackages("timerbench.service.store.mongodb..", "timerbench.harness.database.mongodb..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mongodb..", "org.bson..")
                .check(MAIN);
    }

    @Test
    void cassandrasDriverStaysWithCassandra() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "timerbench.service.store.cassandra..", "timerbench.harness.database.cassandra..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.datastax..")
                .check(MAIN);
    }

    @Test
    void resultsAreALeaf() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.harness.result..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "timerbench.harness.target..",
                        "timerbench.harness.gatling..",
                        "timerbench.harness.monitor..",
                        "timerbench.harness.callback..",
                        "timerbench.harness.clock..",
                        "timerbench.harness.counts..",
                        "timerbench.settings..",
                        "io.gatling..")
                .check(MAIN);
    }

    @Test
    void statisticsKnowNothingOfTheRest() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.harness.stats..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("timerbench..").and(resideOutsideOfPackage("timerbench.harness.stats..")))
                .check(MAIN);
    }

    @Test
    void comparisonsKnowOnlyResultsStatisticsAndPages() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.harness.compare..")
                .should()
                .dependOnClassesThat(resideInAPackage("timerbench..")
                        .and(resideOutsideOfPackages(
                                "timerbench.harness.compare..",
                                "timerbench.harness.page..",
                                "timerbench.harness.result..",
                                "timerbench.harness.stats..")))
                .check(MAIN);
    }

    @Test
    void pagesKnowNothingOfWhatIsOnThem() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.harness.page..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("timerbench..").and(resideOutsideOfPackage("timerbench.harness.page..")))
                .check(MAIN);
    }

    @Test
    void aVerdictsFilesAreMadeFromItsReportAlone() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.harness.gate.format..")
                .should()
                .dependOnClassesThat(resideInAPackage("timerbench..")
                        .and(resideOutsideOfPackages(
                                "timerbench.harness.gate..",
                                "timerbench.harness.page..",
                                "timerbench.harness.result..",
                                "timerbench.harness.stats..")))
                .check(MAIN);
    }

    @Test
    void gatesKnowOnlyResultsStatisticsAndTheOutcomesOfCallbacks() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.harness.gate")
                .should()
                .dependOnClassesThat(resideInAPackage("timerbench..")
                        .and(resideOutsideOfPackages(
                                "timerbench.harness.gate", "timerbench.harness.result..", "timerbench.harness.stats.."))
                        .and(not(simpleName("CallbackOutcome"))))
                .check(MAIN);
    }

    @Test
    void theLedgerKnowsNeitherGatlingNorTheTarget() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.harness.callback..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "timerbench.harness.target..",
                        "timerbench.harness.gatling..",
                        "timerbench.harness.cli..",
                        "timerbench.settings..",
                        "io.gatling..")
                .check(MAIN);
    }

    @Test
    void clockAndCountsKnowTheTargetOnlyOverHttp() {
        noClasses()
                .that()
                .resideInAnyPackage("timerbench.harness.clock..", "timerbench.harness.counts..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("timerbench.harness.gatling..", "timerbench.harness.cli..", "io.gatling..")
                .check(MAIN);
    }

    @Test
    void dialectsKnowOnlyTheSettings() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.harness.dialect..")
                .should()
                .dependOnClassesThat(resideInAPackage("timerbench.harness..")
                        .and(not(resideInAPackage("timerbench.harness.dialect.."))))
                .check(MAIN);
    }

    @Test
    void plansAndAnalysesDoNotKnowWhoRunsThem() {
        noClasses()
                .that()
                .resideInAnyPackage("timerbench.harness.load..", "timerbench.harness.analysis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "timerbench.harness.gatling..",
                        "timerbench.harness.breakpoint..",
                        "timerbench.harness.target..",
                        "timerbench.harness.cli..")
                .check(MAIN);
    }
}
