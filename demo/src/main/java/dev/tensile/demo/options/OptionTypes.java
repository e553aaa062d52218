package dev.tensile.demo.options;

import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Teaches a command line the types of this package, so that a refusal carries the type's own sentence. */
public final class OptionTypes {
    private OptionTypes() {}

    public static CommandLine teach(CommandLine line) {
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Port.class, refusing(Port::parse))
                .registerConverter(Count.class, refusing(Count::parse))
                .registerConverter(Percent.class, refusing(Percent::parse))
                .registerConverter(Address.class, refusing(Address::parse))
                .registerConverter(Resolver.class, refusing(Resolver::parse))
                .registerConverter(JdbcUrl.class, refusing(JdbcUrl::new))
                .registerConverter(Duration.class, refusing(Durations::parse));
    }

    private static <T> ITypeConverter<T> refusing(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException refused) {
                throw new TypeConversionException(String.valueOf(refused.getMessage()));
            }
        };
    }
}
