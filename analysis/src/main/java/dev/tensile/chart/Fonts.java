package dev.tensile.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The shipped font by which charts are laid out. With it a chart measures the same on every machine, and it can be drawn
 * on a Java runtime that has no fonts and no fontconfig, where AWT otherwise fails with "Fontconfig head is null".
 *
 * <p>{@link #install} has to come before the first AWT class asks for a font. {@link Charts} does so by itself; a program
 * that uses AWT for something else too should call it when it starts.
 */
public final class Fonts {
    private static final String FILE = "DejaVuSans.ttf";
    private static final String FONTCONFIG = "sun.awt.fontconfig";

    private static @Nullable Font base;

    private Fonts() {}

    /**
     * Extracts the font into the user's cache folder (or, if that cannot be written, a temporary one), and points AWT to
     * it unless somebody has already set {@code sun.awt.fontconfig}. Doing it twice is once.
     */
    public static synchronized void install() {
        if (base != null) {
            return;
        }
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        try {
            Path font = extract();
            if (System.getProperty(FONTCONFIG) == null && isLinux()) {
                Path config = font.resolveSibling("fontconfig.properties");
                writeOnce(config, configuration(font).getBytes(StandardCharsets.ISO_8859_1));
                System.setProperty(FONTCONFIG, config.toString());
            }
            base = Font.createFont(Font.TRUETYPE_FONT, font.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("the chart font could not be put into a folder of its own", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the shipped chart font is damaged", e);
        }
    }

    static Font of(double size, int style) {
        install();
        return Objects.requireNonNull(base).deriveFont(style, (float) size);
    }

    /** What {@code sun.awt.fontconfig} reads: every logical font is the shipped one. */
    static String configuration(Path font) {
        return "version=1\nallfonts.default=DejaVu Sans\nfilename.DejaVu_Sans="
                + font.toString().replace("\\", "\\\\") + "\nsequence.allfonts=default\n";
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    private static Path extract() throws IOException {
        byte[] bytes = resource();
        try {
            Path folder = cache().resolve("tensile").resolve("fonts");
            Files.createDirectories(folder);
            return writeOnce(folder.resolve(FILE), bytes);
        } catch (IOException unwritable) {
            Path folder = Files.createTempDirectory("tensile-fonts");
            folder.toFile().deleteOnExit();
            Path font = writeOnce(folder.resolve(FILE), bytes);
            font.toFile().deleteOnExit();
            folder.resolve("fontconfig.properties").toFile().deleteOnExit();
            return font;
        }
    }

    private static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        return xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    }

    /** Replaces the file, atomically, unless it is there with the same bytes. */
    private static Path writeOnce(Path file, byte[] bytes) throws IOException {
        if (Files.exists(file)
                && Files.size(file) == bytes.length
                && java.util.Arrays.equals(Files.readAllBytes(file), bytes)) {
            return file;
        }
        Path fresh = Files.createTempFile(file.getParent(), FILE, ".new");
        Files.write(fresh, bytes);
        return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] resource() throws IOException {
        try (InputStream in = Objects.requireNonNull(Fonts.class.getResourceAsStream("fonts/" + FILE))) {
            return in.readAllBytes();
        }
    }
}
