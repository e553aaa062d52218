package dev.tensile.script.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A script as it was read, once: what is compiled, shown and kept with the run are the same bytes. */
public final class ScriptSource {
    private final Path path;
    private final byte[] bytes;
    private final String digest;
    private final List<String> lines;

    ScriptSource(Path path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes.clone();
        this.digest = Digest.of(bytes);
        this.lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    static ScriptSource read(Path path) throws IOException {
        return new ScriptSource(path, Files.readAllBytes(path));
    }

    /** As the user wrote it. */
    public Path path() {
        return path;
    }

    /** The name of the file, after which the compiler names the script's class. */
    public String name() {
        return path.toAbsolutePath().getFileName().toString();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of the bytes, in hex. */
    public String digest() {
        return digest;
    }

    /** The line with that number, counted from 1, if there is one. */
    public Optional<String> line(int number) {
        return number >= 1 && number <= lines.size() ? Optional.of(lines.get(number - 1)) : Optional.empty();
    }

    List<String> lines() {
        return lines;
    }

    /** The text, or the line of the first byte that is not UTF-8. */
    Decoded decode() {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        var result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(input, text, true);
        try {
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            long before = new String(bytes, 0, input.position(), StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            return new Decoded("", (int) before + 1);
        }
        String decoded = text.flip().toString();
        return new Decoded(decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded, 0);
    }

    /**
     * @param brokenLine 0 if all of it is UTF-8
     */
    record Decoded(String text, int brokenLine) {}
}
