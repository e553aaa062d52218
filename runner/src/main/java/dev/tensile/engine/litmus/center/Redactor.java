package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Takes secrets, and what a terminal would obey, out of what others said. */
final class Redactor {
    private static final int LONGEST = 300;
    private static final String MASK = "•••";
    /** A token of somebody, such as one that a broken answer to a login has in it. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}[A-Za-z0-9_.-]*");

    /** Added to by whoever learns of a token; read by whoever reports a failure. */
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

    Redactor(Credentials credentials) {
        learn(credentials.match(new Credentials.Cases<>() {
            @Override
            public String apiToken(Credentials.ApiToken token) {
                return token.token().reveal();
            }

            @Override
            public String password(Credentials.Password password) {
                return password.password().reveal();
            }
        }));
    }

    void learn(String secret) {
        secrets.add(secret);
        secrets.add(String.valueOf(JsonStringEncoder.getInstance().quoteAsString(secret)));
        secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    /** On one line, at most 300 characters. */
    String clean(String text) {
        String line = hide(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private String hide(String text) {
        String hidden = text;
        for (String secret : secrets.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            hidden = hidden.replace(secret, MASK);
        }
        return TOKEN.matcher(hidden).replaceAll(MASK);
    }

    /** The same failure with nothing of others in its message. */
    IOException clean(IOException failure) {
        IOException clean = new IOException(clean(String.valueOf(failure)));
        clean.setStackTrace(failure.getStackTrace());
        return clean;
    }
}
