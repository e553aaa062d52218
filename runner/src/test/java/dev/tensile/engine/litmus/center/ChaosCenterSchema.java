package dev.tensile.engine.litmus.center;

import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** ChaosCenter's own schema, ten files of SDL that lie beside the repository. */
final class ChaosCenterSchema {
    private static final Path CONTRACTS = Path.of(System.getProperty("tensile.shared", "."), "contracts");
    private static final List<String> INTERFACES = List.of("ResourceDetails", "Audit", "CommonProbeProperties");
    private static final TypeResolver NOT_ASKED_FOR = environment -> {
        throw new IllegalStateException("no document asks for an interface");
    };

    private ChaosCenterSchema() {}

    /** A file of the contracts; the test is skipped if it is not there. */
    static Path contract(String path) {
        Path file = CONTRACTS.resolve(path);
        Assumptions.assumeTrue(Files.exists(file), () -> "the contracts are not beside the repository: no " + file);
        return file;
    }

    private static String sdl() {
        try (Stream<Path> files = Files.list(contract("litmus/graphql"))) {
            return files.sorted().map(ChaosCenterSchema::read).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is written. */
    static GraphQLSchema asWritten() {
        return schema(sdl(), RuntimeWiring.newRuntimeWiring());
    }

    /** As it is carried out: the server writes any word as a phase, whatever the enum says. */
    static GraphQLSchema asCarriedOut(RuntimeWiring.Builder wiring) {
        return schema(sdl().replace("phase: ExperimentRunStatus!", "phase: String!"), wiring);
    }

    private static GraphQLSchema schema(String sdl, RuntimeWiring.Builder wiring) {
        INTERFACES.forEach(name -> wiring.type(name, type -> type.typeResolver(NOT_ASKED_FOR)));
        return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(sdl), wiring.build());
    }
}
