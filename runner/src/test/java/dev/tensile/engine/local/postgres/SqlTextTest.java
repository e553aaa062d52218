package dev.tensile.engine.local.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of statements by their words. */
final class SqlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into a values (1)|INSERT",
                "/* now */ Update a set b = 1|UPDATE",
                "with x as (delete from a returning *) select * from x|DELETE",
                "select * from a for update skip locked|SELECT FOR UPDATE",
                "select 1; truncate a|TRUNCATE",
                "copy a (b) from stdin|COPY FROM",
                "copy \"a b\" (c, d) from stdin (format csv)|COPY FROM",
                "copy (delete from a returning (b)) to stdout|DELETE",
                "select nextval($$s$$)|NEXTVAL"
            })
    void whatWritesIsToldByItsCommand(String text, String command) {
        assertEquals(command, new SqlText(text).writes().orElse("nothing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'insert into a'",
                "select \"update\" from a",
                "select $x$ delete from $x$",
                "copy a to stdout",
                "copy (select b, (c) from a) to stdout",
                "copy (select ')' from a",
                "",
                "-- insert",
                "select 1 /* update",
                "begin",
                "table a",
                "select '"
            })
    void whatReadsIsLeftAlone(String text) {
        assertTrue(new SqlText(text).writes().isEmpty());
    }

    @Test
    void aCommentEndsWithItsLine() {
        assertEquals(Optional.of("DELETE"), new SqlText("-- select 1\ndelete from a").writes());
    }

    @Test
    void controlIsNotMeantUnlessItIsAskedFor() {
        for (String control : new String[] {"BEGIN", " commit;", "begin; set local x = 1;", "show all"}) {
            assertTrue(new SqlText(control).isControl(), control);
            assertFalse(new StatementFilter("").means(control), control);
        }
        assertTrue(new StatementFilter("(?i)^commit").means("COMMIT"));
        assertTrue(new StatementFilter("").means("begin; select 1"));
        assertTrue(new StatementFilter("").means(""));
    }

    @Test
    void anExpressionThatWouldSearchForEverFindsNothing() {
        String text = "a".repeat(5000) + "!";
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertFalse(new StatementFilter("(a+)+$").means(text)));
    }
}
