package dev.tensile.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The shop is a system like any other: it knows nothing of the tool that hurts it. */
class HouseTest {
    private static final JavaClasses SHOP = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tensile.demo");

    @Test
    void seesTheClasses() {
        assertTrue(SHOP.size() > 15, "expected more than 15 classes, saw " + SHOP.size());
    }

    @Test
    void theShopImportsNothingOfOurs() {
        noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.tensile..")
                        .and(JavaClass.Predicates.resideOutsideOfPackage("dev.tensile.demo..")))
                .check(SHOP);
    }

    @Test
    void itsServicesDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.tensile.demo.checkout..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tensile.demo.payments..", "dev.tensile.demo.database..")
                .check(SHOP);
        noClasses()
                .that()
                .resideInAPackage("dev.tensile.demo.payments..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tensile.demo.checkout..", "dev.tensile.demo.database..")
                .check(SHOP);
    }

    @Test
    void packagesBelowTheMainClassesFormNoCycle() {
        slices().matching("dev.tensile.demo.(*)..").should().beFreeOfCycles().check(SHOP);
    }
}
