package dev.tensile.load;

import org.jspecify.annotations.Nullable;

/** Connections in the order in which they were added; links are in the connections, so nothing is allocated. One loop. */
final class ConnectionList {
    private @Nullable Connection first;
    private @Nullable Connection last;

    @Nullable
    Connection first() {
        return first;
    }

    @Nullable
    Connection last() {
        return last;
    }

    void add(Connection connection) {
        connection.before = last;
        connection.after = null;
        if (last == null) {
            first = connection;
        } else {
            last.after = connection;
        }
        last = connection;
        connection.list = this;
    }

    void remove(Connection connection) {
        if (connection.list != this) {
            throw new IllegalStateException("a connection is removed from a list that it is not in");
        }
        Connection before = connection.before;
        Connection after = connection.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        connection.before = null;
        connection.after = null;
        connection.list = null;
    }
}
