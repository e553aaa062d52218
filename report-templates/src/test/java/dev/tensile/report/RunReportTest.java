package dev.tensile.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.specimen.Specimen;
import dev.tensile.specimen.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class RunReportTest {
    private static Report report(Specimen specimen) {
        return RunReport.of(specimen.run(), specimen.comparisons(), specimen.verdict());
    }

    private static Report report(Story story) {
        return report(Specimen.of(story));
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void tellsEveryKindOfEnding(Story story) throws Exception {
        Report report = report(story);
        Document page = Pages.parse(report.html());
        assertEquals(1, page.getElementsByTagName("h1").getLength());
        assertEquals(5, Pages.withClass(page, "li", "tile").size());
        assertTrue(report.markdown()
                .contains(Words.word(Specimen.of(story).verdict().judgement())));
        ReportFiles.write(report, Path.of("target", "reports", story.name()));
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void pageAndMarkdownHoldTheSameNumbersInTheSameOrder(Story story) throws Exception {
        Report report = report(story);
        assertEquals(
                Pages.numbers(Pages.visibleText(Pages.parse(report.html()))),
                Pages.numbers(Pages.plain(report.markdown())));
    }

    @Test
    void theSpecimensEndAsTheyAreNamed() {
        for (String name : List.of("HELD", "REFUTED", "INCONCLUSIVE", "INVALID", "NOT_STEADY")) {
            assertEquals(
                    name, Specimen.of(Story.valueOf(name)).verdict().judgement().name());
        }
    }

    @Test
    void sameRunGivesTheSameBytes() {
        assertEquals(report(Story.REFUTED).html(), report(Story.REFUTED).html());
        assertEquals(report(Story.REFUTED).markdown(), report(Story.REFUTED).markdown());
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void asksForNothingFromOutside(Story story) throws Exception {
        String html = report(story).html();
        assertFalse(html.contains("src="), "src");
        assertFalse(html.contains("@import"), "import");
        assertFalse(html.contains("<script"), "script");
        assertFalse(html.contains("<link"), "link");
        Matcher urls = Pattern.compile("url\\(([^)]*)\\)").matcher(html);
        while (urls.find()) {
            assertTrue(urls.group(1).startsWith("#"), urls.group());
        }
        NodeList links = Pages.parse(html).getElementsByTagName("a");
        for (int i = 0; i < links.getLength(); i++) {
            assertTrue(((Element) links.item(i)).getAttribute("href").startsWith("#"));
        }
    }

    @Test
    void hostileNamesStayText() throws Exception {
        Report report = report(Specimen.hostile());
        Document page = Pages.parse(report.html());
        assertEquals(0, page.getElementsByTagName("script").getLength());
        assertTrue(Pages.visibleText(page).contains("<script>alert(\"x\")</script> | pipe & 'quote'"));
        assertFalse(report.html().contains("href=\"http"));
        assertFalse(report.markdown().contains("<script>"));
        assertFalse(Pattern.compile("(?<!\\\\)\\]\\(http")
                .matcher(report.markdown())
                .find());
        ReportFiles.write(report, Path.of("target", "reports", "HOSTILE"));
    }

    @Test
    void aHostileNameKeepsTheColumnsOfMarkdownTables() {
        List<String> lines = report(Specimen.hostile()).markdown().lines().toList();
        int columns = 0;
        for (String line : lines) {
            boolean row = line.startsWith("| ");
            int bars = line.replace("\\|", "").replaceAll("[^|]", "").length();
            assertTrue(!row || columns == 0 || bars == columns, line);
            columns = row ? bars : 0;
        }
    }

    @Test
    void theShellTakesTheScriptAsOneWord() {
        assertTrue(report(Specimen.hostile()).markdown().contains("tensile run 'dir/it'\\''s; rm -rf.kts' --on local"));
    }

    @Test
    void everyHeaderCellSaysWhatItHeads() throws Exception {
        NodeList headers = Pages.parse(report(Story.REFUTED).html()).getElementsByTagName("th");
        assertTrue(headers.getLength() > 50);
        for (int i = 0; i < headers.getLength(); i++) {
            assertTrue(List.of("row", "col").contains(((Element) headers.item(i)).getAttribute("scope")));
        }
    }

    @Test
    void idsAreUnique() throws Exception {
        Matcher ids = Pattern.compile(" id=['\"]([^'\"]+)['\"]")
                .matcher(report(Story.REFUTED).html());
        java.util.Set<String> seen = new java.util.HashSet<>();
        while (ids.find()) {
            assertTrue(seen.add(ids.group(1)), ids.group(1));
        }
        assertTrue(seen.size() > 15);
    }

    @Test
    void writesItsFilesIntoTheRunFolder(@TempDir Path folder) throws Exception {
        ReportFiles.write(report(Story.HELD), folder);
        ReportFiles.write(report(Story.HELD), folder);
        try (var files = Files.walk(folder)) {
            assertEquals(
                    List.of("charts/dose-response.svg", "charts/time.svg", "report.html", "report.md"),
                    files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString())
                            .sorted()
                            .toList());
        }
    }

    @Test
    void aMissingSlotIsAnErrorThatNamesBothSides() {
        Templates broken = new Templates(
                file -> file.equals("code.mustache") ? "<pre>{{txet}}</pre>" : Templates.SHIPPED.text(file));
        Report report = new Report("t", List.of(new Block.Code("x")), "");
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> HtmlWriter.write(report, broken));
        assertEquals(
                "the template code.mustache has the slots [txet], but what fills it has [text]: nothing fills [txet],"
                        + " and there is no slot for [text]",
                error.getMessage());
    }

    @Test
    void aMissingSlotInsideAListIsAnError() {
        Templates broken = new Templates(file -> file.equals("tiles.mustache")
                ? "{{#tiles}}{{label}}{{valeu}}{{/tiles}}"
                : Templates.SHIPPED.text(file));
        Report report =
                new Report("t", List.of(new Block.Tiles(List.of(new Block.Tile(Tone.GOOD, "a", "b", "c")))), "");
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> HtmlWriter.write(report, broken));
        assertTrue(error.toString().contains("tiles.mustache"), error.toString());
        assertTrue(error.toString().contains("valeu"), error.toString());
    }

    @Test
    void aRowThatDoesNotFitItsColumnsIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Block.Table("t", List.of(Tables.left("a")), List.of(Tables.row("1", "2"))));
    }

    @Test
    void neverSaysNoSignificantDifference() {
        for (Story story : Story.values()) {
            assertFalse(report(story).markdown().contains("significant"));
        }
    }
}
