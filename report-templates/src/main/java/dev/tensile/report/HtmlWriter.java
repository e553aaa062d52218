package dev.tensile.report;

import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.data.MutableDataSet;
import dev.tensile.chart.Drawing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Blocks to one page. Well-formed XML as well as HTML, so that it can be checked and processed. */
final class HtmlWriter implements Block.Cases<String> {
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder(
                    new MutableDataSet().set(HtmlRenderer.ESCAPE_HTML, true))
            .build();

    private final Templates templates;

    private HtmlWriter(Templates templates) {
        this.templates = templates;
    }

    static String write(Report report, Templates templates) {
        return templates.fill(
                "page",
                Map.of(
                        "title",
                        text(report.title()),
                        "style",
                        templates.text("style.css"),
                        "chartStyle",
                        Drawing.styleSheet(),
                        "body",
                        new HtmlWriter(templates).all(report.blocks()),
                        "footer",
                        text(report.footer())));
    }

    private String all(List<Block> blocks) {
        return blocks.stream().map(block -> block.match(this)).collect(Collectors.joining("\n"));
    }

    private static String prose(String markdown) {
        return RENDERER.render(PARSER.parse(Text.tied(markdown))).strip();
    }

    private static String text(String text) {
        return Text.tied(Text.clean(text));
    }

    @Override
    public String headline(Block.Headline block) {
        return templates.fill(
                "headline",
                Map.of(
                        "tone",
                        block.tone().css(),
                        "kicker",
                        text(block.kicker()),
                        "title",
                        text(block.title()),
                        "mark",
                        block.mark(),
                        "word",
                        block.word(),
                        "sentence",
                        text(block.sentence()),
                        "facts",
                        block.facts().stream()
                                .map(fact -> Map.of("label", fact.label(), "value", text(fact.value())))
                                .toList()));
    }

    @Override
    public String notice(Block.Notice block) {
        return templates.fill("notice", Map.of("tone", block.tone().css(), "prose", prose(block.markdown())));
    }

    @Override
    public String tiles(Block.Tiles block) {
        return templates.fill(
                "tiles",
                Map.of(
                        "tiles",
                        block.tiles().stream()
                                .map(tile -> Map.of(
                                        "tone", tile.tone().css(),
                                        "label", tile.label(),
                                        "value", text(tile.value()),
                                        "note", text(tile.note())))
                                .toList()));
    }

    @Override
    public String prose(Block.Prose block) {
        return templates.fill("prose", Map.of("prose", prose(block.markdown())));
    }

    @Override
    public String section(Block.Section block) {
        return templates.fill(
                "section", Map.of("id", block.id(), "title", text(block.title()), "body", all(block.blocks())));
    }

    @Override
    public String pair(Block.Pair block) {
        return templates.fill(
                "pair", Map.of("left", all(block.left()), "right", all(block.right()), "below", all(block.below())));
    }

    @Override
    public String contents(Block.Contents block) {
        return templates.fill(
                "contents",
                Map.of(
                        "title",
                        block.title(),
                        "entries",
                        block.sections().stream()
                                .map(section -> Map.of("id", section.id(), "title", text(section.title())))
                                .toList()));
    }

    @Override
    public String figure(Block.Figure block) {
        return templates.fill(
                "figure",
                Map.of(
                        "wide",
                        block.chart().wide().inline(),
                        "narrow",
                        block.chart().narrow().inline(),
                        "caption",
                        text(block.caption())));
    }

    @Override
    public String code(Block.Code block) {
        return templates.fill("code", Map.of("text", Text.clean(block.text())));
    }

    @Override
    public String table(Block.Table block) {
        return templates.fill(
                "table",
                Map.of(
                        "caption",
                        text(block.caption()),
                        "columns",
                        block.columns().stream()
                                .map(column -> Map.of("title", text(column.title()), "align", css(column)))
                                .toList(),
                        "rows",
                        block.rows().stream().map(row -> row(block, row)).toList()));
    }

    private static Map<String, Object> row(Block.Table block, List<Block.Cell> row) {
        return Map.of(
                "header",
                List.of(cell(block, row, 0)),
                "cells",
                IntStream.range(1, row.size())
                        .mapToObj(index -> cell(block, row, index))
                        .toList());
    }

    private static Map<String, Object> cell(Block.Table block, List<Block.Cell> row, int index) {
        Block.Cell cell = row.get(index);
        return Map.of(
                "align", css(block.columns().get(index)),
                "tone", cell.tone().css(),
                "text", text(cell.text()));
    }

    private static String css(Block.Column column) {
        return column.align().name().toLowerCase(Locale.ROOT);
    }
}
