package dev.tensile.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The same blocks in GitHub's Markdown: one line per row and per statement, so that a change is a small diff. */
final class MarkdownWriter implements Block.Cases<String> {
    private MarkdownWriter() {}

    static String write(Report report) {
        return new MarkdownWriter().all(report.blocks()) + "\n\n---\n\n" + Text.markdown(report.footer()) + "\n";
    }

    private String all(List<Block> blocks) {
        return blocks.stream().map(block -> block.match(this)).collect(Collectors.joining("\n\n"));
    }

    @Override
    public String headline(Block.Headline block) {
        return Text.markdown(block.kicker()) + "\n\n# " + Text.markdown(block.title()) + "\n\n**" + block.mark() + " "
                + block.word() + "** " + Text.markdown(block.sentence()) + "\n\n"
                + block.facts().stream()
                        .map(fact -> "- " + fact.label() + ": " + Text.markdown(fact.value()))
                        .collect(Collectors.joining("\n"));
    }

    @Override
    public String notice(Block.Notice block) {
        return "> " + block.markdown().replace("\n", "\n> ");
    }

    @Override
    public String tiles(Block.Tiles block) {
        return "| | | |\n| --- | --- | --- |\n"
                + block.tiles().stream()
                        .map(tile -> "| " + tile.label() + " | **" + Text.markdown(tile.value()) + "** | "
                                + Text.markdown(tile.note()) + " |")
                        .collect(Collectors.joining("\n"));
    }

    @Override
    public String prose(Block.Prose block) {
        return block.markdown();
    }

    @Override
    public String section(Block.Section block) {
        return "## " + Text.markdown(block.title()) + "\n\n" + all(block.blocks());
    }

    @Override
    public String pair(Block.Pair block) {
        return Stream.of(block.left(), block.right(), block.below())
                .filter(part -> !part.isEmpty())
                .map(this::all)
                .collect(Collectors.joining("\n\n"));
    }

    @Override
    public String contents(Block.Contents block) {
        return "---\n\n**" + block.title() + "**\n\n"
                + block.sections().stream()
                        .map(section -> "- " + Text.markdown(section.title()))
                        .collect(Collectors.joining("\n"));
    }

    @Override
    public String figure(Block.Figure block) {
        return "![" + Text.markdown(block.chart().title()) + "](charts/"
                + block.chart().name() + ".svg)\n\n" + Text.markdown(block.caption());
    }

    @Override
    public String code(Block.Code block) {
        String fence = block.text().contains("```") ? "~~~~~~" : "```";
        return fence + "sh\n" + Text.clean(block.text()) + "\n" + fence;
    }

    @Override
    public String table(Block.Table block) {
        String head = block.columns().stream()
                .map(column -> Text.markdown(column.title()))
                .collect(Collectors.joining(" | ", "| ", " |"));
        String rule = block.columns().stream()
                .map(column -> column.align() == Block.Align.NUMBER ? "---:" : "---")
                .collect(Collectors.joining(" | ", "| ", " |"));
        return "**" + Text.markdown(block.caption()) + "**\n\n" + head + "\n" + rule + "\n"
                + block.rows().stream().map(MarkdownWriter::row).collect(Collectors.joining("\n"));
    }

    private static String row(List<Block.Cell> row) {
        return row.stream().map(cell -> Text.markdown(cell.text())).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
