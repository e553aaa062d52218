package dev.tensile.script.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a script: its classes, unless it has errors. The same bytes leave the compiler and lie in the cache:
 * a mark with the version of the form, the SHA-256 of the rest, the rest.
 *
 * @param mainClass the script's class; empty when it has errors
 * @param files class files and resources by path
 */
public record CompileAnswer(String mainClass, Map<String, byte[]> files, List<Diagnostic> diagnostics) {
    private static final byte[] MARK = "tensile-script-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_LENGTH = 32;

    public CompileAnswer {
        files = new TreeMap<>(files);
        diagnostics = List.copyOf(diagnostics);
    }

    public boolean succeeded() {
        return !mainClass.isEmpty();
    }

    public void writeTo(OutputStream to) throws IOException {
        byte[] body = body();
        to.write(MARK);
        to.write(sha256(body));
        to.write(body);
    }

    private byte[] body() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeUTF(mainClass);
        data.writeInt(files.size());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            data.writeUTF(file.getKey());
            writeBlock(data, file.getValue());
        }
        data.writeInt(diagnostics.size());
        for (Diagnostic diagnostic : diagnostics) {
            data.writeBoolean(diagnostic.isError());
            writeBlock(data, diagnostic.message().getBytes(StandardCharsets.UTF_8));
            data.writeInt(diagnostic.line());
            data.writeInt(diagnostic.column());
            data.writeInt(diagnostic.endColumn());
        }
        return bytes.toByteArray();
    }

    /** Refuses bytes that are not exactly what {@link #writeTo} wrote. */
    public static CompileAnswer of(byte[] bytes) throws IOException {
        int head = MARK.length + DIGEST_LENGTH;
        if (bytes.length < head || !Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length)) {
            throw new IOException("not a compiled script");
        }
        byte[] body = Arrays.copyOfRange(bytes, head, bytes.length);
        if (!Arrays.equals(sha256(body), Arrays.copyOfRange(bytes, MARK.length, head))) {
            throw new IOException("a damaged compiled script");
        }
        return read(new DataInputStream(new ByteArrayInputStream(body)));
    }

    private static CompileAnswer read(DataInputStream data) throws IOException {
        String mainClass = data.readUTF();
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int left = data.readInt(); left > 0; left--) {
            files.put(data.readUTF(), readBlock(data));
        }
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (int left = data.readInt(); left > 0; left--) {
            diagnostics.add(new Diagnostic(
                    data.readBoolean(),
                    new String(readBlock(data), StandardCharsets.UTF_8),
                    data.readInt(),
                    data.readInt(),
                    data.readInt()));
        }
        return new CompileAnswer(mainClass, files, diagnostics);
    }

    private static void writeBlock(DataOutputStream data, byte[] block) throws IOException {
        data.writeInt(block.length);
        data.write(block);
    }

    private static byte[] readBlock(DataInputStream data) throws IOException {
        return data.readNBytes(data.readInt());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
