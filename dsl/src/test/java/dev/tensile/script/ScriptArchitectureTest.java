package dev.tensile.script;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ScriptArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tensile");

    @Test
    void seesTheClasses() {
        assertTrue(OURS.size() > 90, "expected more than 90 classes, saw " + OURS.size());
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
}
