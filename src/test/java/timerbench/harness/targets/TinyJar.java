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
        Files.writeString(script, "#!/bin/sh\n%s %s -jar %s\necho ended > shell\n".formatted(how, java, in(folder)));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable");
        }
        return script;
    }
}
