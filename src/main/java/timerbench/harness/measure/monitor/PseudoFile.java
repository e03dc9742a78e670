package timerbench.harness.measure.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file in which the kernel shows numbers. Such a file has no size, so it is read as a whole. */
record PseudoFile(Path path) {
    /** Returns the lines; empty if it cannot be read. */
    Optional<List<String>> lines() {
        try {
            return Optional.of(Files.readAllLines(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the number that is all of the file. */
    Optional<Long> number() {
        return lines().flatMap(all -> all.stream().findFirst().flatMap(PseudoFile::parsed));
    }

    /** Returns the number of a line such as {@code usage_usec 12} or {@code read_bytes: 12}. */
    Optional<Long> number(String name) {
        return lines().flatMap(all -> all.stream()
                .map(line -> line.split("[:\\s]+", -1))
                .filter(columns -> columns.length == 2 && columns[0].equals(name))
                .findFirst()
                .flatMap(columns -> parsed(columns[1])));
    }

    /** Returns the number that a text is; empty if it is none. */
    static Optional<Long> parsed(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
