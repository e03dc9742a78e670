package architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
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

    /** Settings are handed down as a value. One set as a system property would be read by whoever comes later. */
    @Test
    void nobodySetsSystemPropertiesButWhereALibraryReadsNothingElse() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("timerbench.harness.targets.database.postgres.PostgresServer")
                .should()
                .accessTargetWhere(target(owner(type(System.class)))
                        .and(target(nameMatching("set(Property|Properties)|clearProperty"))))
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

    /** The rooms of the harness. An arrow goes down only: a room may know those after it, and none before it. */
    private static final List<String> ROOMS =
            List.of("cli", "experiment", "load", "show", "judge", "measure", "targets", "run", "stats");

    @Test
    void withinTheHarnessDependenciesPointDownTheRooms() {
        LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : ROOMS) {
            layers = layers.layer(room).definedBy("timerbench.harness." + room + "..");
        }
        for (int room = 0; room < ROOMS.size(); room++) {
            LayeredArchitecture.LayerDependencySpecification rule = layers.whereLayer(ROOMS.get(room));
            layers = room == 0
                    ? rule.mayNotBeAccessedByAnyLayer()
                    : rule.mayOnlyBeAccessedByLayers(ROOMS.subList(0, room).toArray(String[]::new));
        }
        layers.check(MAIN);
    }

    @Test
    void everyClassOfTheHarnessIsInARoom() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.harness..")
                .should()
                .resideOutsideOfPackages(ROOMS.stream()
                        .map(room -> "timerbench.harness." + room + "..")
                        .toArray(String[]::new))
                .check(MAIN);
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching("timerbench.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void driversStayInTheirStoresPackage() {
        driverStaysIn(
                List.of("java.sql..", "org.postgresql..", "com.zaxxer.hikari..", "org.flywaydb.."),
                "timerbench.service.store.postgres..",
                "timerbench.harness.targets.database.postgres..",
                "timerbench.harness.judge.history..");
        driverStaysIn(
                List.of("com.mongodb..", "org.bson.."),
                "timerbench.service.store.mongodb..",
                "timerbench.harness.targets.database.mongodb..");
        driverStaysIn(
                List.of("com.datastax.."),
                "timerbench.service.store.cassandra..",
                "timerbench.harness.targets.database.cassandra..");
        driverStaysIn(
                List.of("software.amazon.."),
                "timerbench.service.store.dynamodb..",
                "timerbench.harness.targets.database.dynamodb..");
        driverStaysIn(List.of("io.fabric8.."), "timerbench.harness.load.injector.kubernetes..");
    }

    private static void driverStaysIn(List<String> driver, String... homes) {
        noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(driver.toArray(String[]::new))
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
    void judgementsKnowNoSettings() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.harness.judge..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("timerbench.settings..")
                .check(MAIN);
    }

    @Test
    void onlyLoadsAndExperimentsKnowGatling() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "timerbench.harness.load..", "timerbench.harness.experiment..", "timerbench.harness.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.gatling..")
                .check(MAIN);
    }

    @Test
    void plansAndAnalysesDoNotKnowWhoRunsThem() {
        noClasses()
                .that()
                .resideInAnyPackage("timerbench.harness.load.plan..", "timerbench.harness.load.analysis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "timerbench.harness.load",
                        "timerbench.harness.load.breakpoint..",
                        "timerbench.harness.targets..")
                .check(MAIN);
    }

    @Test
    void theLedgerDoesNotKnowTheTarget() {
        noClasses()
                .that()
                .resideInAPackage("timerbench.harness.measure.callback..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("timerbench.harness.targets", "timerbench.settings..")
                .check(MAIN);
    }
}
