package timerbench.harness.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.Explanation.Stacks;
import timerbench.harness.run.Numbers;

/**
 * The stacks of both sides as one tree, for a differential flame graph after
 * <a href="https://www.brendangregg.com/blog/2014-11-09/differential-flame-graphs.html">Brendan Gregg</a>. Unlike his, it
 * also has the frames that only the baseline has.
 */
final class FlameGraph {
    /** Frames with a smaller share on both sides are not shown. */
    private static final double LEAST_SHARE = .001;
    /** A page with more frames opens slowly. */
    private static final int MOST_FRAMES = 6_000;

    private final Stacks stacks;
    private final Frame root = new Frame("all");
    private final double leastShare;

    private FlameGraph(Stacks stacks) {
        this.stacks = stacks;
        stacks.baseline().forEach(line -> add(line, true));
        stacks.candidate().forEach(line -> add(line, false));
        double share = LEAST_SHARE;
        while (root.kept(share).count() > MOST_FRAMES) {
            share *= 2;
        }
        this.leastShare = share;
    }

    /** A method in its place in the stacks, with the number of samples that have it there. */
    private final class Frame {
        private final String name;
        private final Map<String, Frame> called = new TreeMap<>();
        private long baseline;
        private long candidate;

        Frame(String name) {
            this.name = name;
        }

        void count(long samples, boolean isBaseline) {
            if (isBaseline) {
                baseline += samples;
            } else {
                candidate += samples;
            }
        }

        double percent() {
            return baseline * stacks.baselinePercent() + candidate * stacks.candidatePercent();
        }

        boolean isAtLeast(double share) {
            return (baseline >= share * root.baseline && baseline > 0)
                    || (candidate >= share * root.candidate && candidate > 0);
        }

        Stream<Frame> kept(double share) {
            return Stream.concat(Stream.of(this), calls(share).flatMap(frame -> frame.kept(share)));
        }

        /** Returns the frames that this one called, the longest first. */
        Stream<Frame> calls(double share) {
            return called.values().stream()
                    .filter(frame -> frame.isAtLeast(share))
                    .sorted(Comparator.comparingDouble(Frame::percent).reversed());
        }
    }

    static FlameGraph of(Stacks stacks) {
        return new FlameGraph(stacks);
    }

    private void add(String line, boolean isBaseline) {
        int end = line.lastIndexOf(' ');
        long samples = Long.parseLong(line.substring(end + 1));
        Frame frame = root;
        frame.count(samples, isBaseline);
        for (String name : line.substring(0, end).split(";", -1)) {
            frame = frame.called.computeIfAbsent(name, Frame::new);
            frame.count(samples, isBaseline);
        }
    }

    /** Returns how many frames are not shown, in a sentence; empty if all are. */
    String pruned() {
        long hidden = root.kept(0).count() - root.kept(leastShare).count();
        return hidden == 0
                ? ""
                : Numbers.text(hidden) + " frames with less than " + Numbers.percent(leastShare)
                        + " of the samples of both sides are not shown.";
    }

    /** Returns the tree for the script of a page; none without samples. */
    List<ObjectNode> plots() {
        if (root.baseline + root.candidate == 0) {
            return List.of();
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "flame");
        node.put("baselinePercent", stacks.baselinePercent());
        node.put("candidatePercent", stacks.candidatePercent());
        ArrayNode names = node.putArray("names");
        new Writer(node.putArray("frames"), names).add(root, 0);
        return List.of(node);
    }

    /** Writes frames in the order of the tree, each as four numbers: depth, name, samples of baseline and candidate. */
    private final class Writer {
        private final ArrayNode frames;
        private final ArrayNode names;
        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        Writer(ArrayNode frames, ArrayNode names) {
            this.frames = frames;
            this.names = names;
        }

        void add(Frame frame, int depth) {
            Integer number = numbers.computeIfAbsent(frame.name, name -> {
                names.add(name);
                return names.size() - 1;
            });
            frames.add(depth).add(number).add(frame.baseline).add(frame.candidate);
            frame.calls(leastShare).forEach(each -> add(each, depth + 1));
        }
    }
}
