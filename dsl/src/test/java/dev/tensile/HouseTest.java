package dev.tensile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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

class HouseTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tensile");

    private static final ArchRule MODEL_IS_PURE = pure("dev.tensile.experiment..");

    private static ArchRule pure(String where) {
        return noClasses()
                .that()
                .resideInAPackage(where)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Files.class, Path.class, Thread.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis");
    }

    @Test
    void seesTheClasses() {
        assertTrue(OURS.size() > 90, "expected more than 90 classes, saw " + OURS.size());
    }

    @Test
    void theModelTouchesNoFileThreadOrClock() {
        MODEL_IS_PURE.check(OURS);
    }

    @Test
    void onlyTheCompilerSideTouchesTheScriptingHost() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tensile.script.compile")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kotlin.script..", "org.jetbrains.kotlin..")
                .check(OURS);
        noClasses()
                .that()
                .resideInAnyPackage("dev.tensile.script", "dev.tensile.script.load")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("ScriptCompiler")
                .check(OURS);
    }

    @Test
    void theModelKnowsNothingOfScripts() {
        noClasses()
                .that()
                .resideInAPackage("dev.tensile.experiment")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tensile.script..", "kotlin..")
                .check(OURS);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.tensile.(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void theRuleOfPurityCanFail() {
        JavaClasses canary = new ClassFileImporter().importClasses(Canary.class);
        assertThrows(AssertionError.class, () -> pure("dev.tensile").check(canary));
    }

    /** Does what the model must not do. */
    @SuppressWarnings("unused") // read by the test of the rules only
    private static final class Canary {
        boolean isThere(Path file) {
            return Files.exists(file) && Instant.now().isAfter(Instant.EPOCH);
        }
    }
}
