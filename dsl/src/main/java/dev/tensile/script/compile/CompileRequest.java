package dev.tensile.script.compile;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A script to compile.
 *
 * @param name of its file: the class is named after it
 * @param classPath what the script may use
 */
public record CompileRequest(String name, String source, List<String> classPath) {
    public CompileRequest {
        classPath = List.copyOf(classPath);
    }

    public void writeTo(OutputStream to) throws IOException {
        DataOutputStream data = new DataOutputStream(to);
        data.writeUTF(name);
        byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
        data.writeInt(bytes.length);
        data.write(bytes);
        data.writeInt(classPath.size());
        for (String entry : classPath) {
            data.writeUTF(entry);
        }
        data.flush();
    }

    public static CompileRequest readFrom(InputStream from) throws IOException {
        DataInputStream data = new DataInputStream(from);
        String name = data.readUTF();
        String source = new String(data.readNBytes(data.readInt()), StandardCharsets.UTF_8);
        String[] classPath = new String[data.readInt()];
        for (int i = 0; i < classPath.length; i++) {
            classPath[i] = data.readUTF();
        }
        return new CompileRequest(name, source, List.of(classPath));
    }
}
