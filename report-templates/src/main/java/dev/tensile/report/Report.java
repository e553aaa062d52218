package dev.tensile.report;

import dev.tensile.chart.Chart;
import java.util.ArrayList;
import java.util.List;

/** Blocks of evidence in reading order. Both writers tell the same blocks in the same order. */
public record Report(String title, List<Block> blocks, String footer) {
    public Report {
        blocks = List.copyOf(blocks);
    }

    /** One web page that needs nothing else: no request, no script. */
    public String html() {
        return HtmlWriter.write(this, Templates.SHIPPED);
    }

    /** The same in GitHub's Markdown; charts are links to {@code charts/}. */
    public String markdown() {
        return MarkdownWriter.write(this);
    }

    /** Those of its figures, in order. */
    public List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        blocks.forEach(block -> block.match(new ChartsOf(charts)));
        return List.copyOf(charts);
    }
}
