package dev.tensile.script.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 over several things, each fenced off from the next by its length. */
final class Digest {
    /** The record that ends a zip file, without a comment. */
    private static final int END_LENGTH = 22;

    private static final int END_MARK = 0x06054b50;

    private final MessageDigest sha256;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String of(byte[] bytes) {
        Digest digest = new Digest();
        digest.sha256.update(bytes);
        return digest.hex();
    }

    Digest add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    Digest add(byte[] bytes) {
        int length = bytes.length;
        sha256.update(new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
        sha256.update(bytes);
        return this;
    }

    /** The content of a jar, or of every file in a folder of classes. */
    Digest addContent(Path entry) throws IOException {
        if (!Files.isDirectory(entry)) {
            return add(Files.readAllBytes(entry));
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(entry)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            add(entry.relativize(file).toString()).add(Files.readAllBytes(file));
        }
        return this;
    }

    /**
     * The table of contents of a jar: name, size and CRC-32 of each entry. As good as the content for telling two
     * builds of a jar of ours apart, and a tenth of the bytes; not proof against somebody who wants to be mistaken.
     */
    Digest addTableOfContents(Path jar) throws IOException {
        if (Files.isDirectory(jar)) {
            return addContent(jar);
        }
        try (FileChannel channel = FileChannel.open(jar)) {
            ByteBuffer end = read(channel, channel.size() - END_LENGTH, END_LENGTH);
            if (end.getInt(0) != END_MARK) {
                return addContent(jar);
            }
            return add(read(channel, Integer.toUnsignedLong(end.getInt(16)), end.getInt(12))
                    .array());
        }
    }

    private static ByteBuffer read(FileChannel from, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (from.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("a jar that ends too early");
            }
        }
        return bytes;
    }

    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
