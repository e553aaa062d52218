package dev.tensile.report;

import dev.tensile.chart.Chart;
import java.util.List;

/**
 * A piece of a report. All text is plain, and escaped by the writers; only {@link Prose} and {@link Notice} hold
 * Markdown, in which everything that came from outside has gone through {@link Prose#escape}.
 */
public sealed interface Block {
    <R> R match(Cases<R> cases);

    /** The verdict in one sentence. */
    record Headline(Tone tone, String kicker, String title, String mark, String word, String sentence, List<Fact> facts)
            implements Block {
        public Headline {
            facts = List.copyOf(facts);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.headline(this);
        }
    }

    /** A name and its value. */
    record Fact(String label, String value) {}

    /** Something the reader must not miss. */
    record Notice(Tone tone, String markdown) implements Block {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notice(this);
        }
    }

    /** The few numbers that matter most. */
    record Tiles(List<Tile> tiles) implements Block {
        public Tiles {
            tiles = List.copyOf(tiles);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tiles(this);
        }
    }

    /** One of them. */
    record Tile(Tone tone, String label, String value, String note) {}

    /** Sentences and lists. */
    record Prose(String markdown) implements Block {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.prose(this);
        }

        /** Makes any text safe to stand inside Markdown prose, as itself. */
        public static String escape(String text) {
            return Text.markdown(text);
        }
    }

    /** A titled part, reachable from the contents. */
    record Section(String id, String title, List<Block> blocks) implements Block {
        public Section {
            blocks = List.copyOf(blocks);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.section(this);
        }
    }

    /** Two columns where there is room for them; {@code below} then stands under the left one, but is read last. */
    record Pair(List<Block> left, List<Block> right, List<Block> below) implements Block {
        public Pair {
            left = List.copyOf(left);
            right = List.copyOf(right);
            below = List.copyOf(below);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pair(this);
        }
    }

    /** Where to find the sections that follow. */
    record Contents(String title, List<Section> sections) implements Block {
        public Contents {
            sections = List.copyOf(sections);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.contents(this);
        }
    }

    /** A chart with a caption. */
    record Figure(Chart chart, String caption) implements Block {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.figure(this);
        }
    }

    /** Something to be typed. */
    record Code(String text) implements Block {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.code(this);
        }
    }

    /** Rows under columns; the first cell of a row names it. */
    record Table(String caption, List<Column> columns, List<List<Cell>> rows) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<Cell> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException("the table \"" + caption + "\" has " + columns.size()
                            + " columns, but a row of " + row.size());
                }
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.table(this);
        }
    }

    /** How a column is set. */
    enum Align {
        LEFT,
        /** Left, and never broken. */
        SHORT,
        NUMBER,
        /** Left, and broken anywhere. */
        DIGEST
    }

    /** A column of a table. */
    record Column(String title, Align align) {}

    /** One place in a table. */
    record Cell(String text, Tone tone) {
        static Cell of(String text) {
            return new Cell(text, Tone.PLAIN);
        }
    }

    /** One answer for each kind of block. */
    interface Cases<R> {
        R headline(Headline block);

        R notice(Notice block);

        R tiles(Tiles block);

        R prose(Prose block);

        R section(Section block);

        R pair(Pair block);

        R contents(Contents block);

        R figure(Figure block);

        R code(Code block);

        R table(Table block);
    }
}
