package dev.tensile.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.specimen.Specimen;
import dev.tensile.specimen.Story;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ChartsTest {
    private static List<Chart> draw(Specimen specimen) {
        return Stream.of(
                        Charts.time(specimen.run(), specimen.comparisons()),
                        Charts.doseResponse(specimen.run(), specimen.comparisons(), specimen.verdict()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Element parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void drawsEveryKindOfEnding(Story story) throws Exception {
        for (Chart chart : draw(Specimen.of(story))) {
            Element svg = parse(chart.file());
            assertEquals("img", svg.getAttribute("role"));
            assertEquals(
                    chart.title(), svg.getElementsByTagName("title").item(0).getTextContent());
            assertEquals(
                    chart.description(),
                    svg.getElementsByTagName("desc").item(0).getTextContent());
            parse(chart.narrow().inline());
            Path folder = Path.of("target", "charts", story.name());
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(chart.name() + ".svg"), chart.file());
            Files.writeString(
                    folder.resolve(chart.name() + "-narrow.svg"), chart.narrow().file());
        }
    }

    @Test
    void sameRunGivesTheSameBytes() {
        assertEquals(
                draw(Specimen.of(Story.REFUTED)).stream().map(Chart::file).toList(),
                draw(Specimen.of(Story.REFUTED)).stream().map(Chart::file).toList());
    }

    @Test
    void namesCannotBreakOut() throws Exception {
        for (Chart chart : draw(Specimen.hostile())) {
            assertFalse(chart.file().contains("<script"), chart.name());
            parse(chart.file());
        }
    }

    @Test
    void everyColourFollowsThePage() {
        for (Chart chart : draw(Specimen.of(Story.REFUTED))) {
            assertFalse(chart.file().contains("rgb("), "a colour without a role in " + chart.name());
            assertTrue(chart.file().contains("var(--chart-text)"));
        }
    }

    @Test
    void thereIsNoDoseResponseWithoutARung() {
        Specimen specimen = Specimen.of(Story.NOT_STEADY);
        assertTrue(Charts.doseResponse(specimen.run(), specimen.comparisons(), specimen.verdict())
                .isEmpty());
    }
}
