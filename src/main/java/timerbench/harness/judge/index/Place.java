package timerbench.harness.judge.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder in a results folder, before anything in it is read.
 *
 * @param record the file that says what the folder holds; absent if there is none
 * @param at when it was made: by its name if that ends with an instant, else by the time of the file
 */
record Place(Path folder, Optional<Path> record, Instant at) {
    /** What Gatling and {@code GivenPath.id} put at the end of names: the instant to the millisecond, in UTC. */
    private static final Pattern STAMP = Pattern.compile("-(\\d{8})-?(\\d{6})-?(\\d{3})$");

    private static final DateTimeFormatter DIGITS =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparing(Place::at).reversed().thenComparing(Place::folder);

    /** Returns the folders in a results folder, the newest first. Links, such as latest, and hidden folders are none. */
    static List<Place> in(Path results) throws IOException {
        try (Stream<Path> all = Files.list(results)) {
            return all.filter(path -> !path.getFileName().toString().startsWith("."))
                    .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(Place::of)
                    .sorted(NEWEST_FIRST)
                    .toList();
        }
    }

    private static Place of(Path folder) {
        Optional<Path> record = Stream.of(Content.Kind.values())
                .map(kind -> folder.resolve(kind.file()))
                .filter(Files::isRegularFile)
                .findFirst();
        Instant at = stamp(folder.getFileName().toString()).orElseGet(() -> written(record.orElse(folder)));
        return new Place(folder, record, at);
    }

    private static Optional<Instant> stamp(String name) {
        Matcher stamp = STAMP.matcher(name);
        try {
            return stamp.find()
                    ? Optional.of(DIGITS.parse(stamp.group(1) + stamp.group(2) + stamp.group(3), Instant::from))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty(); // digits of another meaning
        }
    }

    /** A folder may disappear while others are looked at. */
    private static Instant written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
