package dev.tensile.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpRouteTest {
    @ParameterizedTest
    @CsvSource({
        "'', *, GET, /, true",
        "POST, *, GET, /, false",
        "'', /pay, GET, /pay, true",
        "'', /pay, GET, /pay/1, false",
        "'', /pay, GET, /pay?x=/, true",
        "'', /pay/*, GET, /pay/, true",
        "'', /pay/*, GET, /pay, false",
        "'', /a/*/c, GET, /a/b/x/c, true",
        "'', /a/*/c, GET, /a/b/c/d, false",
        "'', /*ab*ab, GET, /abab, true",
        "'', /*ab*ab, GET, /ab, false",
        "'', /pay, GET, http://payments:80/pay, true",
        "'', /, GET, http://payments, true",
        "'', *, OPTIONS, *, true"
    })
    void aRequestIsOneOfThese(String method, String path, String asked, String target, boolean is) {
        assertEquals(is, new HttpRoute(method, path).matches(asked, target));
    }
}
