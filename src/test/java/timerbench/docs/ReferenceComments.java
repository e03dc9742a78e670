package timerbench.docs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments of {@code reference.conf} by the path of the key below them. The parser of HOCON gives a value that
 * another one refers to the comments of the other, so the lines are read here.
 */
final class ReferenceComments {
    private static final Pattern KEY = Pattern.compile("([\\w.]+)(?: *= *| +(?=\\{))(.*)");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w.]+)\\}.*");

    private final Map<String, String> comments = new HashMap<>();
    private final Map<String, String> references = new HashMap<>();
    private final Map<String, Integer> order = new HashMap<>();

    private ReferenceComments() {}

    static ReferenceComments of(List<String> lines) {
        ReferenceComments result = new ReferenceComments();
        Deque<String> blocks = new ArrayDeque<>();
        List<String> comment = new ArrayList<>();
        int list = 0;
        for (String line : lines.stream().map(String::strip).toList()) {
            Matcher key = KEY.matcher(line);
            if (line.startsWith("#")) {
                comment.add(line.substring(1).strip());
            } else if (list > 0 || line.endsWith("[")) {
                if (list == 0 && key.matches()) {
                    result.add(blocks, key.group(1), comment);
                }
                list += line.endsWith("[") ? 1 : line.equals("]") ? -1 : 0;
            } else if (line.equals("}")) {
                blocks.removeLast();
            } else if (key.matches()) {
                String path = result.add(blocks, key.group(1), comment);
                Matcher reference = REFERENCE.matcher(key.group(2));
                if (reference.matches()) {
                    result.references.put(path, reference.group(1));
                }
                if (line.endsWith("{")) {
                    blocks.addLast(path);
                }
            }
            if (!line.startsWith("#")) {
                comment.clear();
            }
        }
        return result;
    }

    private String add(Deque<String> blocks, String key, List<String> comment) {
        String path = blocks.isEmpty() ? key : blocks.getLast() + "." + key;
        order.putIfAbsent(path, order.size());
        if (!comment.isEmpty()) {
            comments.put(path, String.join(" ", comment));
        }
        return path;
    }

    /** Returns the comment of a key, or of the key in the block that its own block refers to. */
    Optional<String> of(String path) {
        String comment = comments.get(path);
        if (comment != null) {
            return Optional.of(comment);
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            String reference = references.get(path.substring(0, end));
            if (reference != null) {
                return of(reference + path.substring(end));
            }
        }
        return Optional.empty();
    }

    /** Returns the place of a key among the keys that begin a line; of a copied or an inner key another number. */
    int line(String path, int other) {
        return order.getOrDefault(path, other);
    }
}
