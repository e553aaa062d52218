package dev.tensile.run;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import blue.strategic.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Samples when the run is over: a Parquet file that pandas, DuckDB and Spark open as it is. The door to the library. */
final class SampleParquet {
    private static final MessageType SCHEMA = new MessageType(
            "sample",
            Types.required(PrimitiveTypeName.INT64).named("intended_ns"),
            Types.required(PrimitiveTypeName.INT64).named("start_ns"),
            Types.required(PrimitiveTypeName.INT64).named("latency_ns"),
            Types.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("outcome"),
            Types.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("cohort"),
            Types.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("cause"),
            Types.required(PrimitiveTypeName.INT32).named("endpoint"),
            Types.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("load"),
            Types.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("request"),
            Types.required(PrimitiveTypeName.INT32).named("status"));

    private SampleParquet() {}

    /** {@code load} and {@code request} are written in words for those who do not have the plan at hand. */
    static void write(Path file, Samples samples, Endpoints endpoints) throws IOException {
        try (ParquetWriter<Sample> writer = ParquetWriter.writeFile(SCHEMA, file.toFile(), (sample, row) -> {
            row.write("intended_ns", sample.intendedNanos());
            row.write("start_ns", sample.startNanos());
            row.write("latency_ns", sample.latencyNanos());
            row.write("outcome", word(sample.outcome()));
            row.write("cohort", word(sample.cohort()));
            row.write("cause", word(sample.cause()));
            row.write("endpoint", sample.endpoint());
            row.write("load", endpoints.list().get(sample.endpoint()).load());
            row.write("request", endpoints.list().get(sample.endpoint()).label());
            row.write("status", sample.status());
        })) {
            for (int i = 0; i < samples.size(); i++) {
                writer.write(samples.get(i));
            }
        }
    }

    static Samples read(Path file) throws IOException {
        Samples.Builder builder = new Samples.Builder(1024);
        try (Stream<Sample> rows = ParquetReader.streamContent(file.toFile(), new Row())) {
            rows.forEach(builder::add);
        }
        return builder.build();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E value(Class<E> type, Object word) {
        return Enum.valueOf(type, word.toString().toUpperCase(Locale.ROOT));
    }

    /** Gathers the columns of one row. */
    private static final class Row implements Hydrator<Object[], Sample, String[]> {
        @Override
        public Object[] start() {
            return new Object[SCHEMA.getFieldCount()];
        }

        @Override
        public Object[] add(Object[] row, String[] column, Object value) {
            row[SCHEMA.getFieldIndex(column[0])] = value;
            return row;
        }

        @Override
        public Sample finish(Object[] row) {
            return new Sample(
                    (long) row[0],
                    (long) row[1],
                    (long) row[2],
                    value(Outcome.class, row[3]),
                    value(Cohort.class, row[4]),
                    value(Cause.class, row[5]),
                    (int) row[6],
                    (int) row[9]);
        }
    }
}
