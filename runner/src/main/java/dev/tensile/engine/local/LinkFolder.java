package dev.tensile.engine.local;

import dev.tensile.experiment.HostPort;
import dev.tensile.process.StateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Where links leave their control sockets: {@code links/} in the {@link StateFolder}. Only the user may enter it. The path
 * of a socket has at most 107 bytes; if it would have more, the socket lies in a folder of the system's temporary directory
 * that is named after the user and the state folder.
 */
final class LinkFolder {
    private static final int LONGEST_SOCKET_PATH = 104;

    private final Path folder;

    private LinkFolder(Path folder) {
        this.folder = folder;
    }

    static LinkFolder ofUser() {
        return new LinkFolder(StateFolder.path().resolve("links"));
    }

    /** The control socket of the link that listens there, whether it exists or not. */
    Path socket(HostPort listen) {
        String name = name(listen) + ".sock";
        Path wanted = folder.resolve(name);
        if (bytes(wanted) <= LONGEST_SOCKET_PATH) {
            return wanted;
        }
        CRC32 sum = new CRC32();
        sum.update(folder.toString().getBytes(StandardCharsets.UTF_8));
        String user = System.getProperty("user.name", "user");
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        return temporary
                .resolve("tensile-" + user + "-" + Long.toHexString(sum.getValue()))
                .resolve(name);
    }

    /** What the link process says on its standard error. */
    Path log(HostPort listen) {
        return folder.resolve(name(listen) + ".log");
    }

    /** Creates the folders, for this user alone. */
    void create(HostPort listen) throws IOException {
        createPrivate(folder);
        Path parent = socket(listen).getParent();
        if (parent != null && !parent.equals(folder)) {
            createPrivate(parent);
        }
    }

    private static void createPrivate(Path path) throws IOException {
        Files.createDirectories(path);
        PosixFileAttributeView posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static String name(HostPort listen) {
        return listen.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
