package dev.tensile.engine.local.postgres;

import java.util.HashMap;
import java.util.Map;

/**
 * What the prepared statements and portals of one session say. It remembers {@value #MOST_NAMES} of each, and {@value #MOST_CHARS}
 * characters in all; of what is beyond that it knows nothing.
 */
public final class Statements {
    private static final int MOST_NAMES = 4096;
    private static final int MOST_CHARS = 1 << 20;
    private static final String UNNAMED = "";

    private final Map<String, String> prepared = new HashMap<>();
    private final Map<String, String> portals = new HashMap<>();
    private int chars;

    /** A statement was parsed. */
    public void parse(Body body) {
        String name = body.text();
        String text = body.text();
        closeStatement(name);
        boolean room = prepared.size() < MOST_NAMES && chars + text.length() <= MOST_CHARS;
        if (room || name.equals(UNNAMED)) {
            prepared.put(name, text);
            chars += text.length();
        }
    }

    /** A portal was bound to a statement. */
    public void bind(Body body) {
        String portal = body.text();
        String text = prepared.getOrDefault(body.text(), "");
        if (portals.size() < MOST_NAMES || portal.equals(UNNAMED)) {
            portals.put(portal, text);
        }
    }

    /** What is executed; empty if that is not known. */
    public String executed(Body body) {
        return portals.getOrDefault(body.text(), "");
    }

    /** A statement or a portal was closed. */
    public void close(Body body) {
        if (body.one() == 'S') {
            closeStatement(body.text());
        } else {
            portals.remove(body.text());
        }
    }

    private void closeStatement(String name) {
        String gone = prepared.remove(name);
        chars -= gone == null ? 0 : gone.length();
    }

    /** A transaction has ended, and with it what was named in it. */
    public void forgetPortals() {
        portals.clear();
    }
}
