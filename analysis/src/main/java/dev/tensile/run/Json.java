package dev.tensile.run;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.tensile.experiment.Address;
import dev.tensile.experiment.DatabaseHarm;
import dev.tensile.experiment.Environment;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JvmHarm;
import dev.tensile.experiment.LocalProgram;
import dev.tensile.experiment.Mechanism;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Promise;
import dev.tensile.experiment.Rate;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.Step;
import dev.tensile.experiment.StreamHarm;
import dev.tensile.experiment.Target;
import dev.tensile.experiment.Tolerance;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * How records are written as JSON in a run folder: durations and instants in ISO 8601, shares and rates as numbers, each
 * case of a sealed type with a {@code kind}. Keys of maps are sorted, so that equal values have equal bytes.
 */
final class Json {
    /** One line, for digests and journals. */
    static final JsonMapper COMPACT = mapper().build();

    /** For what is derived from a run, and may have been by an earlier version: what it did not write is absent. */
    static final JsonMapper DERIVED = mapper().disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** For people. */
    static final JsonMapper PRETTY =
            mapper().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final List<Class<?>> SEALED = List.of(
            Environment.class,
            Target.class,
            Address.class,
            LocalProgram.Origin.class,
            Fault.class,
            HttpHarm.class,
            StreamHarm.class,
            DatabaseHarm.class,
            JvmHarm.class,
            Intensity.class,
            Metric.class,
            Mechanism.class,
            Promise.class,
            Tolerance.class,
            Step.class,
            Delivered.class,
            Event.class);

    private Json() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface Tagged {}

    /** A plan without mechanisms has the bytes, and so the digest, that it had before there were any. */
    private abstract static class AsBeforeMechanisms {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SuppressWarnings("unused") // its annotation is read
        List<MechanismExpectation> mechanisms = List.of();
    }

    /** The same for a service without metrics. */
    private abstract static class AsBeforeMetrics {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SuppressWarnings("unused") // its annotation is read
        String metricsPath = "";
    }

    private static JsonMapper.Builder mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(quantities())
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        return builder;
    }

    static {
        for (JsonMapper mapper : List.of(COMPACT, DERIVED, PRETTY)) {
            SEALED.forEach(type -> tag(mapper, type));
            mapper.addMixIn(Experiment.class, AsBeforeMechanisms.class);
            mapper.addMixIn(Service.class, AsBeforeMetrics.class);
        }
    }

    private static void tag(JsonMapper mapper, Class<?> sealed) {
        mapper.addMixIn(sealed, Tagged.class);
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                tag(mapper, permitted);
            } else {
                mapper.registerSubtypes(new NamedType(permitted, kebab(permitted.getSimpleName())));
            }
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }

    private static SimpleModule quantities() {
        SimpleModule module = new SimpleModule();
        text(module, Duration.class, Duration::toString, Duration::parse);
        text(module, Instant.class, Instant::toString, Instant::parse);
        text(module, URI.class, URI::toString, URI::create);
        text(module, HostPort.class, HostPort::toString, HostPort::parse);
        number(module, Share.class, Share::fraction, Share::new);
        number(module, Rate.class, Rate::perSecond, Rate::new);
        return module;
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new Writer<>(type, (value, generator) -> generator.writeString(write.apply(value))));
        module.addDeserializer(type, new Reader<>(type, parser -> read.apply(parser.getValueAsString())));
    }

    private static <T> void number(
            SimpleModule module, Class<T> type, Function<T, Double> write, Function<Double, T> read) {
        module.addSerializer(type, new Writer<>(type, (value, generator) -> generator.writeNumber(write.apply(value))));
        module.addDeserializer(type, new Reader<>(type, parser -> read.apply(parser.getDoubleValue())));
    }

    private interface Write<T> {
        void to(T value, JsonGenerator generator) throws IOException;
    }

    private interface Read<T> {
        T from(JsonParser parser) throws IOException;
    }

    private static final class Writer<T> extends StdSerializer<T> {
        private final transient Write<T> write;

        Writer(Class<T> type, Write<T> write) {
            super(type);
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            write.to(value, generator);
        }
    }

    private static final class Reader<T> extends StdDeserializer<T> {
        private final transient Read<T> read;

        Reader(Class<T> type, Read<T> read) {
            super(type);
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return read.from(parser);
            } catch (IllegalArgumentException | java.time.DateTimeException refused) {
                throw com.fasterxml.jackson.databind.JsonMappingException.from(
                        parser, "not a " + handledType().getSimpleName() + ": " + refused.getMessage());
            }
        }
    }
}
