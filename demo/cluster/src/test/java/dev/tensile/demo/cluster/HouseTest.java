package dev.tensile.demo.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The cluster is a system like any other: it knows nothing of the tool that speaks to it. */
class HouseTest {
    private static final JavaClasses CLUSTER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tensile.demo.cluster");

    @Test
    void seesTheClasses() {
        assertTrue(CLUSTER.size() > 40, "expected more than 40 classes, saw " + CLUSTER.size());
    }

    @Test
    void importsNothingOfOurs() {
        noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.tensile..")
                        .and(JavaClass.Predicates.resideOutsideOfPackage("dev.tensile.demo.cluster..")))
                .check(CLUSTER);
    }

    @Test
    void onlyTheServerKnowsHttpAndOnlyTheStoreKnowsTheMock() {
        noClasses()
                .that()
                .doNotHaveSimpleName("ApiServer")
                .and()
                .haveNameNotMatching(".*ApiServer\\$.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx..")
                .check(CLUSTER);
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(Crud|Store)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8.mockwebserver..", "io.fabric8.kubernetes.client.server.mock..")
                .check(CLUSTER);
    }

    @Test
    void itsPackageIsNullMarked() {
        assertTrue(EmulatedCluster.class.getPackage().isAnnotationPresent(NullMarked.class));
    }
}
