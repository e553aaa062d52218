package dev.tensile.demo.process;

import java.io.IOException;
import java.io.InputStream;

/** Notices the parent's end by the end of the stream that it holds open for us: works after {@code kill -9} too. */
final class ParentWatch {
    private ParentWatch() {}

    /** Reads the stream in a daemon thread of its own; what comes is dropped. */
    static void onEnd(InputStream fromParent, Runnable ended) {
        Thread watch = new Thread(() -> readToTheEnd(fromParent, ended), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void readToTheEnd(InputStream fromParent, Runnable ended) {
        byte[] dropped = new byte[512];
        try {
            while (fromParent.read(dropped) >= 0) {
                // only the end matters
            }
        } catch (IOException broken) {
            // a broken pipe is an end, too
        }
        ended.run();
    }
}
