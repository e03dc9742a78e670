package timerbench.harness.measure.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerTableTest {
    private final TimerTable table = new TimerTable();

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void keysWithTheSameHashAreDistinguished() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            keys.add("key " + i);
            table.executeAt(table.findOrAdd(bytes("key " + i), 7), i);
        }
        for (int i = 0; i < 300; i++) {
            int row = table.find(bytes(keys.get(i)), 7);
            assertThat(table.executeAt(row)).isEqualTo(i);
            assertThat(table.key(row)).isEqualTo(bytes(keys.get(i)));
        }
        assertThat(table.find(bytes("key 300"), 7)).isNegative();
        assertThat(table.find(bytes("key 3"), 8)).isNegative();
    }

    /** Compares with a plain map, through many growths, with keys of all lengths. */
    @Test
    void itHoldsWhatAMapHolds() {
        Random random = new Random(1);
        Map<String, Long> model = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            String text = Integer.toString(random.nextInt(50_000), 36);
            String id = random.nextInt(10) == 0 ? text.repeat(1 + random.nextInt(60)) + "ü\uD83D\uDE00" : text;
            Key key = new Key("group", id);
            int row = table.findOrAdd(key.bytes(), key.hash());
            assertThat(table.executeAt(row)).isEqualTo(model.getOrDefault(key.text(), 0L));
            table.executeAt(row, i);
            table.state(row, TimerTable.State.OUTSTANDING);
            model.put(key.text(), (long) i);
        }
        assertThat(table.rows()).isEqualTo(model.size());
        Map<String, Long> held = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            held.put(Key.text(table.key(row)), table.executeAt(row));
            assertThat(table.state(row)).isEqualTo(TimerTable.State.OUTSTANDING);
        }
        assertThat(held).isEqualTo(model);
    }

    @Test
    void aKeyMayBeLongerThanAPieceOfMemory() {
        byte[] longest = new byte[0xffff];
        int row = table.findOrAdd(longest, 1);
        int next = table.findOrAdd(bytes("next"), 2);
        assertThat(table.find(longest, 1)).isEqualTo(row);
        assertThat(table.key(row)).hasSize(0xffff);
        assertThat(table.key(next)).isEqualTo(bytes("next"));
    }

    @Test
    void aRowsFieldsDoNotTouchEachOther() {
        int row = table.findOrAdd(bytes("a"), 1);
        assertThat(table.state(row)).isEqualTo(TimerTable.State.NEW);
        table.mark(row, TimerTable.Mark.COUNTED, true);
        table.mark(row, TimerTable.Mark.RESCHEDULED, true);
        table.mark(row, TimerTable.Mark.COUNTED, false);
        table.changedAt(row, -3);
        table.succeededAt(row, Long.MAX_VALUE);
        table.attempts(row, 1_000_000);
        table.mostAttempts(row, 1_000);
        table.payload(row, Integer.MIN_VALUE);
        assertThat(table.has(row, TimerTable.Mark.COUNTED)).isFalse();
        assertThat(table.has(row, TimerTable.Mark.SENT_AGAIN)).isFalse();
        assertThat(table.has(row, TimerTable.Mark.RESCHEDULED)).isTrue();
        assertThat(table.changedAt(row)).isEqualTo(-3);
        assertThat(table.succeededAt(row)).isEqualTo(Long.MAX_VALUE);
        assertThat(table.payload(row)).isEqualTo(Integer.MIN_VALUE);
        assertThat(table.attempts(row)).isEqualTo(Short.MAX_VALUE);
        assertThat(table.mostAttempts(row)).isEqualTo(Byte.MAX_VALUE);
    }
}
