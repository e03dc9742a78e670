package timerbench.harness.targets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** An executable jar with {@link TinyService}. */
public final class TinyJar {
    private TinyJar() {}

    public static Path in(Path folder) throws IOException {
        String name = TinyService.class.getName();
        String entry = name.replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, name);
        Path jar = folder.resolve("tiny.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = TinyService.class.getResourceAsStream("TinyService.class")) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }

    /**
     * Makes an executable file that runs the jar.
     *
     * @param how {@code exec}, so that the service takes the place of the shell; nothing, so that it is its child
     */
    public static Path script(Path folder, String how) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path script = folder.resolve("tiny.sh");
        // Whoever starts it may be anywhere; what it leaves is in the folder.
        Files.writeString(script, """
                #!/bin/sh
                cd '%s'
                %s %s -jar %s
                echo ended > shell
                """.formatted(folder, how, java, in(folder)));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable");
        }
        return script;
    }
}
