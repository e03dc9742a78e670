package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each database passes the contracts: a subclass of each is named after it. */
class DatabaseContractsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("timerbench.service");

    @ParameterizedTest
    @EnumSource
    void everyDatabasePassesTheContractOfStores(Database database) {
        requireSubclass(StoreContractTest.class, database + "StoreContractTest");
    }

    @ParameterizedTest
    @EnumSource
    void everyDatabasePassesTheContractOfTheApi(Database database) {
        requireSubclass(ApiContractTest.class, database + "ApiContractTest");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
    void everyDatabaseButMemoryOutlivesItsStore(Database database) {
        requireSubclass(PersistenceContract.class, database + "StoreContractTest");
    }

    private static void requireSubclass(Class<?> contract, String name) {
        assertThat(CLASSES.stream()
                        .filter(each -> each.isAssignableTo(contract) && !each.isInterface())
                        .map(JavaClass::getSimpleName))
                .as("subclasses of %s", contract.getSimpleName())
                .anyMatch(name::equalsIgnoreCase);
    }
}
