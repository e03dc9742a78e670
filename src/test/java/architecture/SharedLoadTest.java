package architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import simulations.bare.BareCreation;
import simulations.support.Population;
import timerbench.harness.load.Needs;

/** Several injectors share what Load.inject injects. What is injected in another way, each of them would send. */
class SharedLoadTest {
    private static final JavaClasses SIMULATIONS = new ClassFileImporter().importPackages("simulations");

    /** The users of a fill stay until all timers of the injector are created; there are as many in each. */
    private static final Set<Class<?>> UNSHARED = Set.of(BareCreation.class, Population.class);

    private static final DescribedPredicate<JavaClass> NEED_ONE_INJECTOR =
            DescribedPredicate.describe("need one injector", SharedLoadTest::needsOneInjector);

    private static boolean needsOneInjector(JavaClass simulation) {
        return simulation.tryGetAnnotationOfType(Needs.class).stream()
                .anyMatch(needs -> !needs.oneInjector().isEmpty());
    }

    @Test
    void simulationsInjectUsersByTheirLoad() {
        DescribedPredicate<JavaClass> unshared = DescribedPredicate.describe(
                "are unshared", each -> UNSHARED.stream().anyMatch(each::isEquivalentTo));
        noClasses()
                .that(DescribedPredicate.not(unshared.or(NEED_ONE_INJECTOR)))
                .should()
                .accessTargetWhere(target(owner(JavaClass.Predicates.assignableTo(ScenarioBuilder.class)))
                        .and(target(nameMatching("inject.*"))))
                .check(SIMULATIONS);
    }

    @Test
    void thoseThatNeedOneInjectorAreKnown() {
        assertThat(SIMULATIONS.stream()
                        .filter(SharedLoadTest::needsOneInjector)
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("BreakpointSimulation", "RecoverySimulation");
    }
}
