package dev.tensile.engine.litmus.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every document that is sent, against ChaosCenter's own schema. */
final class DocumentsTest {
    private static List<ValidationError> validate(String document) {
        GraphQLSchema schema = ChaosCenterSchema.asWritten();
        return new Validator().validateDocument(schema, Parser.parse(document), Locale.ENGLISH);
    }

    @ParameterizedTest
    @EnumSource
    void eachDocumentFitsTheSchema(Operation operation) {
        assertEquals(List.of(), validate(operation.document()));
    }

    @Test
    void aWrongFieldWouldBeSeen() {
        assertFalse(validate("query Q { getServerVersion { key valu } }").isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void eachDocumentHasTheOneOperationAndFieldThatItIsNamedAfter(Operation operation) {
        Document document = Parser.parse(operation.document());
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
        assertEquals(1, operations.size());
        assertEquals(operation.title(), operations.get(0).getName());
        List<Field> fields = operations.get(0).getSelectionSet().getSelectionsOfType(Field.class);
        assertEquals(
                List.of(operation.field()), fields.stream().map(Field::getName).toList());
    }

    @ParameterizedTest
    @EnumSource
    void whatChangesSomethingIsAMutation(Operation operation) {
        OperationDefinition definition = Parser.parse(operation.document())
                .getDefinitionsOfType(OperationDefinition.class)
                .get(0);
        boolean mutation = definition.getOperation() == OperationDefinition.Operation.MUTATION;
        assertEquals(operation.effect() == Deed.Effect.READ, !mutation);
    }
}
