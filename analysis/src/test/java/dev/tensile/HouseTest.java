package dev.tensile;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The walls inside this module (docs/whats-here.md, and what each package says of itself). Each rule is shown to bite: there is
 * a class in {@code dev.tensile.canary} that breaks it.
 */
class HouseTest {
    private static final String[] PURE = {
        "dev.tensile..stats",
        "dev.tensile..compare",
        "dev.tensile..recovery",
        "dev.tensile..mechanism",
        "dev.tensile..verdict"
    };

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> location.contains("/analysis/"))
            .importPackages("dev.tensile");

    private static final JavaClasses CANARIES = new ClassFileImporter().importPackages("dev.tensile.canary");

    private static final ArchRule NO_CYCLES =
            slices().matching("dev.tensile.(**)").should().beFreeOfCycles();

    @Test
    void seesTheClasses() {
        assertTrue(OURS.size() > 100, "expected more than 100 classes, saw " + OURS.size());
        for (String room : List.of("run", "stats", "compare", "recovery", "mechanism", "verdict", "chart")) {
            assertTrue(OURS.containPackage("dev.tensile." + room), room);
        }
    }

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of("stats", List.of()),
                Arguments.of("run", List.of("experiment")),
                Arguments.of("compare", List.of("experiment", "run", "stats")),
                Arguments.of("recovery", List.of("experiment", "run", "stats")),
                Arguments.of("mechanism", List.of("experiment", "run", "stats", "compare", "recovery")),
                Arguments.of("verdict", List.of("experiment", "run", "stats", "compare", "mechanism")),
                Arguments.of("chart", List.of("experiment", "run", "compare", "verdict")));
    }

    @ParameterizedTest(name = "{0} knows {1}")
    @MethodSource("layers")
    void aRoomKnowsOnlyThoseToItsLeft(String room, List<String> known) {
        List<String> allowed = new ArrayList<>(List.of("dev.tensile.." + room));
        known.forEach(other -> allowed.add("dev.tensile.." + other));
        bites(classes()
                .that()
                .resideInAPackage("dev.tensile.." + room)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("dev.tensile..")
                        .or(resideInAnyPackage(allowed.toArray(new String[0])))));
    }

    @Test
    void roomsFormNoCycle() {
        bites(NO_CYCLES);
    }

    @Test
    void whatIsConcludedReadsNoClock() {
        bites(pureMayNotUse("a clock", reachable -> reachable.isEquivalentTo(java.time.Clock.class)));
        bites(noClasses().that().resideInAnyPackage(PURE).should().callMethod(System.class, "nanoTime"));
        bites(noClasses().that().resideInAnyPackage(PURE).should().callMethod(System.class, "currentTimeMillis"));
        bites(noClasses().that().resideInAnyPackage(PURE).should().callMethod(java.time.Instant.class, "now"));
    }

    @Test
    void whatIsConcludedStartsNoThread() {
        bites(pureMayNotUse(
                "threads",
                type -> type.isAssignableTo(Thread.class)
                        || type.getPackageName().startsWith("java.util.concurrent")));
    }

    @Test
    void whatIsConcludedOpensNoSocket() {
        bites(pureMayNotUse(
                "sockets",
                type -> type.getFullName().startsWith("java.net.")
                        || type.getPackageName().equals("java.nio.channels")));
    }

    @Test
    void whatIsConcludedDrawsNoLots() {
        bites(pureMayNotUse(
                "chance",
                type -> type.isAssignableTo(java.util.random.RandomGenerator.class)
                        || type.getPackageName().startsWith("org.apache.commons.math3.random")));
        bites(noClasses().that().resideInAnyPackage(PURE).should().callMethod(Math.class, "random"));
    }

    /** Except for the font, which AWT takes from a file. */
    @Test
    void onlyTheRunStoreTouchesFiles() {
        bites(noClasses()
                .that()
                .resideOutsideOfPackage("dev.tensile..run")
                .and()
                .doNotHaveFullyQualifiedName("dev.tensile.chart.Fonts")
                .should()
                .dependOnClassesThat(describe("touch files", HouseTest::touchesFiles)));
    }

    private static boolean touchesFiles(JavaClass type) {
        return type.getPackageName().startsWith("java.nio.file")
                || type.getFullName().startsWith("java.io.File")
                || type.getFullName().equals("java.io.RandomAccessFile");
    }

    @Test
    void everyLibraryHasOneDoor() {
        bites(door("dev.tensile..run", "com.fasterxml.jackson.."));
        bites(door("dev.tensile..run", "blue.strategic.parquet..", "org.apache.parquet.."));
        bites(door("dev.tensile..chart", "org.jfree..", "java.awt.."));
        bites(door("dev.tensile..stats", "org.apache.commons.math3.."));
        bites(noClasses()
                .that()
                .doNotHaveSimpleName("Distributions")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.commons.math3.."));
    }

    @Test
    void nobodyPrints() {
        bites(noClasses().should().accessField(System.class, "out"));
        bites(noClasses().should().accessField(System.class, "err"));
    }

    private static ArchRule door(String room, String... library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }

    private static ArchRule pureMayNotUse(String what, java.util.function.Predicate<JavaClass> use) {
        DescribedPredicate<JavaClass> described = describe("use " + what, use);
        return noClasses().that().resideInAnyPackage(PURE).should().dependOnClassesThat(described);
    }

    /** Holds for our classes, and does not for the canaries. */
    private static void bites(ArchRule rule) {
        rule.check(OURS);
        assertThrows(AssertionError.class, () -> rule.check(CANARIES), "no canary breaks: " + rule.getDescription());
    }
}
