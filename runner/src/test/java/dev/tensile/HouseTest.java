package dev.tensile;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The walls inside this module. Each rule must hold, and must be broken by {@code HouseCanary}. */
final class HouseTest {
    private static final String[] ROOMS = {
        "dev.tensile.process", "dev.tensile.load", "dev.tensile.engine", "dev.tensile.shop", "dev.tensile.cli"
    };
    private static final ImportOption MAIN = new ImportOption.DoNotIncludeTests();
    private static final JavaClasses OURS =
            new ClassFileImporter().withImportOption(MAIN).importPackages(ROOMS);
    private static final JavaClasses WITH_CANARY = new ClassFileImporter()
            .withImportOption(location -> MAIN.includes(location) || location.contains("HouseCanary"))
            .importPackages(ROOMS);

    private static void mustHold(ArchRule rule) {
        rule.check(OURS);
        assertTrue(rule.evaluate(WITH_CANARY).hasViolation(), () -> "sees nothing: " + rule.getDescription());
    }

    @Test
    void seesTheClasses() {
        assertTrue(OURS.size() > 150, "expected more than 150 classes, saw " + OURS.size());
    }

    @Test
    void nothingKnowsWhatLiesAboveIt() {
        mustHold(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("process")
                .definedBy("dev.tensile.process")
                .layer("load")
                .definedBy("dev.tensile.load")
                .layer("engine")
                .definedBy("dev.tensile.engine")
                .layer("local")
                .definedBy("dev.tensile.engine.local")
                .layer("host")
                .definedBy("dev.tensile.engine.local.host")
                .layer("database")
                .definedBy("dev.tensile.engine.local.database")
                .layer("postgres")
                .definedBy("dev.tensile.engine.local.postgres")
                .layer("kubernetes")
                .definedBy("dev.tensile.engine.kubernetes")
                .layer("chaosmesh")
                .definedBy("dev.tensile.engine.chaosmesh")
                .layer("litmus")
                .definedBy("dev.tensile.engine.litmus")
                .layer("center")
                .definedBy("dev.tensile.engine.litmus.center")
                .layer("shop")
                .definedBy("dev.tensile.shop")
                .layer("cli")
                .definedBy("dev.tensile.cli")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("shop")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("local")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("host")
                .mayOnlyBeAccessedByLayers("local")
                .whereLayer("database")
                .mayOnlyBeAccessedByLayers("local")
                .whereLayer("postgres")
                .mayOnlyBeAccessedByLayers("local")
                .whereLayer("litmus")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("center")
                .mayOnlyBeAccessedByLayers("litmus")
                .whereLayer("chaosmesh")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("kubernetes")
                .mayOnlyBeAccessedByLayers("chaosmesh", "litmus")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers(
                        "local", "host", "database", "kubernetes", "chaosmesh", "litmus", "center", "shop", "cli")
                .whereLayer("load")
                .mayOnlyBeAccessedByLayers("engine")
                .whereLayer("process")
                .mayOnlyBeAccessedByLayers("engine", "local", "host", "shop", "cli"));
    }

    @Test
    void packagesFormNoCycle() {
        mustHold(slices().matching("dev.tensile.(**)").should().beFreeOfCycles());
    }

    @Test
    void onlyAMainClassEndsTheProcess() {
        mustHold(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.tensile.cli.Main")
                .and()
                .doNotHaveFullyQualifiedName("dev.tensile.engine.local.LinkMain")
                .and()
                .haveNameNotMatching("dev\\.tensile\\.engine\\.local\\.host\\.(HostMain|StressMain)")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class));
    }

    /** The local engine's processes are programs of their own: they answer on their output, and errors go to their log. */
    @Test
    void onlyTheCommandLineAndTheLocalEnginesProcessesPrint() {
        mustHold(noClasses()
                .that()
                .resideOutsideOfPackage("dev.tensile.cli")
                .and()
                .haveNameNotMatching(
                        "dev\\.tensile\\.engine\\.local\\.(LinkMain|LinkHost|ControlServer|WarmUp|host\\.HostMain|host\\.StressMain)")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    @Test
    void onlyTheLoadAndTheLocalEngineOpenConnections() {
        mustHold(noClasses()
                .that()
                .resideOutsideOfPackages("dev.tensile.load", "dev.tensile.engine.local..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.netty..", "java.nio.channels", "java.net.http")
                        .or(describe(
                                "sockets",
                                type -> type.getFullName().matches("java\\.net\\.(Server|Datagram)?Socket")))));
    }

    @Test
    void onlyThoseWhoStartProcessesEndThem() {
        mustHold(noClasses()
                .that()
                .resideOutsideOfPackages("dev.tensile.process", "dev.tensile.engine.local..", "dev.tensile.shop")
                .should()
                .callMethodWhere(describe("a process is ended", HouseTest::endsAProcess)));
    }

    private static boolean endsAProcess(JavaMethodCall call) {
        return call.getName().startsWith("destroy")
                && (call.getTargetOwner().isAssignableTo(Process.class)
                        || call.getTargetOwner().isAssignableTo(ProcessHandle.class));
    }

    @Test
    void onlyTheLitmusClientKnowsOkHttp() {
        mustHold(noClasses()
                .that()
                .resideOutsideOfPackage("dev.tensile.engine.litmus.center")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..", "okio.."));
    }

    @Test
    void onlyTheSessionsWithDatabasesKnowJdbc() {
        mustHold(noClasses()
                .that()
                .resideOutsideOfPackage("dev.tensile.engine.local.database")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql.."));
    }

    @Test
    void onlyTheCommandLineKnowsTheTerminal() {
        mustHold(noClasses()
                .that()
                .resideOutsideOfPackage("dev.tensile.cli")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "org.jline.."));
    }
}
