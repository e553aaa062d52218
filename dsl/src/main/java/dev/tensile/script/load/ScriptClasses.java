package dev.tensile.script.load;

import java.util.Map;

/** Defines the classes of one compiled script, straight from memory. */
final class ScriptClasses extends ClassLoader {
    private final Map<String, byte[]> files;

    ScriptClasses(Map<String, byte[]> files, ClassLoader parent) {
        super(parent);
        this.files = files;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = files.get(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
