package dev.tensile.engine.local;

import dev.tensile.engine.Ability;
import java.util.List;

/** What a link can do, in the words of a script. */
final class LinkAbilities {
    private static final String LINK = "a link on loopback";
    private static final String NEEDS = "local { }";
    private static final String PLAIN = "local { }, unencrypted HTTP/1.x";
    private static final String POSTGRES = "local { }, PostgreSQL without TLS (sslmode=disable or a server without it)";
    private static final String WHOLE = "a share of connections only; ";

    static final List<Ability> ALL = List.of(
            new Ability(
                    "latency",
                    LINK,
                    NEEDS,
                    "in requests, the whole head must have arrived before it is held; their answers can be held, too;"
                            + " all links of a process hold 256 MiB at most before they hold senders back"),
            new Ability("reset", LINK, NEEDS, "in requests, the connection of the request is cut"),
            new Ability(
                    "refuse",
                    LINK,
                    NEEDS,
                    "not for a share of requests; for a share of connections: accept, then reset"),
            new Ability("blackhole", LINK, NEEDS, "connections that lost bytes are reset at the revert"),
            new Ability("partition", LINK, NEEDS, "a blackhole on several links at once"),
            new Ability(
                    "bandwidth",
                    LINK,
                    NEEDS,
                    WHOLE + "one line for all of them together, a second one for the way back; they take turns"),
            new Ability(
                    "packetLoss",
                    LINK,
                    NEEDS,
                    WHOLE
                            + "as TCP shows it: no byte is missing, but a lost segment is 200 ms late, doubling, or one round trip"
                            + " if three follow it, and what is behind it waits; the congestion window is not modelled"),
            new Ability(
                    "packetCorruption",
                    LINK,
                    NEEDS,
                    WHOLE + "TCP's checksum tells, so it is packetLoss; see corruption"),
            new Ability(
                    "resetAfter",
                    LINK,
                    NEEDS,
                    WHOLE + "live ones count from the injection; the receiver has 50 ms to take the last bytes"),
            new Ability("truncate", LINK, NEEDS, WHOLE + "a stream that is no longer than that is left alone"),
            new Ability("slowClose", LINK, NEEDS, WHOLE + "a reset is not delayed"),
            new Ability("slices", LINK, NEEDS, WHOLE + "TCP may join slices less than 0.2 ms apart"),
            new Ability(
                    "halfOpen",
                    LINK,
                    NEEDS,
                    WHOLE + "the end of a connection does not pass either; they are reset at the revert"),
            new Ability("corruption", LINK, NEEDS, WHOLE + "one bit of a piece; encrypted streams break instead"),
            new Ability(
                    "flapping",
                    LINK,
                    NEEDS,
                    WHOLE + "it begins with being down; refusing: as refuse; silent: nothing is lost, all of it late"),
            new Ability("httpDelay", LINK, PLAIN, "before the dependency sees them"),
            new Ability("httpAbort", LINK, PLAIN, "before the dependency sees them"),
            new Ability("httpStatus", LINK, PLAIN, "the dependency does not see them; without a body"),
            new Ability("httpBody", LINK, PLAIN, "the request is carried out; the length is put right"),
            new Ability("httpHeader", LINK, PLAIN, "not those that say where an answer ends"),
            new Ability("httpTruncate", LINK, PLAIN, "bytes of the body as sent; a shorter body is left alone"),
            new Ability("httpMalform", LINK, PLAIN, "the request is carried out"),
            new Ability("httpLoseAnswer", LINK, PLAIN, "the request is carried out"),
            new Ability("postgresLoginFailure", LINK, POSTGRES, WHOLE + "28P01, before a password is asked for"),
            new Ability(
                    "postgresTooManyClients", LINK, POSTGRES, WHOLE + "53300; beyond counts those of the link alone"),
            new Ability(
                    "postgresStartingUp",
                    LINK,
                    POSTGRES,
                    WHOLE + "57P03; live = terminated ends those that are open (57P01); the server itself goes on"),
            new Ability(
                    "postgresDropTransaction",
                    LINK,
                    POSTGRES,
                    "a share of transactions or connections; reset when the next statement of an open transaction comes,"
                            + " which the server does not see; a transaction that is sent in one piece is left alone"),
            new Ability(
                    "postgresDelay",
                    LINK,
                    POSTGRES,
                    "a share of statements or connections; the answer is late, so the server's own time limits do not see"
                            + " it and a cancel request does not end it; statements that are sent together wait once"),
            new Ability(
                    "postgresError",
                    LINK,
                    POSTGRES,
                    "a share of statements or connections; the server gets something that it refuses instead, so that an"
                            + " open transaction really fails; its log speaks of tensile_injected"),
            new Ability(
                    "postgresReadOnly",
                    LINK,
                    POSTGRES,
                    "as postgresError, with 25006; what writes is known by its words, not within functions"));

    private LinkAbilities() {}
}
