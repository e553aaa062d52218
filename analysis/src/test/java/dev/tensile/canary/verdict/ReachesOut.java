package dev.tensile.canary.verdict;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.net.Socket;
import java.nio.file.Path;
import org.apache.parquet.schema.MessageType;

/** A verdict with its hands in files, sockets, threads, the console and other people's libraries. */
record ReachesOut(Path file, Socket socket, Thread thread, ObjectMapper json, MessageType table, Color colour) {
    void print() {
        System.out.println(this);
        System.err.println(this);
    }
}
