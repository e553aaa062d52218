package dev.tensile.report;

import dev.tensile.chart.Chart;
import java.util.List;

/** Collects the charts of blocks, in order. */
record ChartsOf(List<Chart> charts) implements Block.Cases<Boolean> {
    private Boolean all(List<Block> blocks) {
        blocks.forEach(block -> block.match(this));
        return true;
    }

    @Override
    public Boolean figure(Block.Figure block) {
        return charts.add(block.chart());
    }

    @Override
    public Boolean section(Block.Section block) {
        return all(block.blocks());
    }

    @Override
    public Boolean pair(Block.Pair block) {
        return all(block.left()) && all(block.right()) && all(block.below());
    }

    @Override
    public Boolean headline(Block.Headline block) {
        return false;
    }

    @Override
    public Boolean notice(Block.Notice block) {
        return false;
    }

    @Override
    public Boolean tiles(Block.Tiles block) {
        return false;
    }

    @Override
    public Boolean prose(Block.Prose block) {
        return false;
    }

    @Override
    public Boolean contents(Block.Contents block) {
        return false;
    }

    @Override
    public Boolean code(Block.Code block) {
        return false;
    }

    @Override
    public Boolean table(Block.Table block) {
        return false;
    }
}
