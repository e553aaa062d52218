package dev.tensile.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Same run, same bytes: a report comes from a run and its verdict, and from nothing else. */
class HouseTest {
    private static final JavaClasses REPORT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tensile.report");

    private static final ArchRule ASKS_NO_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random");

    private static final ArchRule TOUCHES_NO_FILE = noClasses()
            .that()
            .doNotHaveSimpleName("ReportFiles")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Files.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net", "java.nio.channels..");

    private static final ArchRule NEVER_RUNS_OR_COMPILES_ANYTHING = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tensile.script..", "dev.tensile.engine..", "dev.tensile.load..", "kotlin..");

    @Test
    void seesTheClasses() {
        assertTrue(REPORT.size() > 15, "expected more than 15 classes, saw " + REPORT.size());
    }

    @Test
    void aReportAsksNoClock() {
        ASKS_NO_CLOCK.check(REPORT);
    }

    @Test
    void onlyOneClassTouchesFiles() {
        TOUCHES_NO_FILE.check(REPORT);
    }

    @Test
    void aReportNeverRunsAnything() {
        NEVER_RUNS_OR_COMPILES_ANYTHING.check(REPORT);
    }

    @Test
    void theRulesCanFail() {
        JavaClasses canary = new ClassFileImporter().importClasses(Canary.class);
        assertThrows(AssertionError.class, () -> ASKS_NO_CLOCK.check(canary));
        assertThrows(AssertionError.class, () -> TOUCHES_NO_FILE.check(canary));
    }

    /** Does what a report must not do. */
    @SuppressWarnings("unused") // read by the test of the rules only
    private static final class Canary {
        boolean isThere(Path file) {
            return Files.exists(file) && Instant.now().isAfter(Instant.EPOCH);
        }
    }
}
