package timerbench.service.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Timers that wait for their receivers, guarded by the look-ahead's lock. A receiver may have as many waiting timers as
 * there is room left for the timers of others.
 */
final class Waiting {
    private final int capacity;
    private final Map<CallbackUrl.Address, NavigableSet<Pending>> byAddress = new HashMap<>();
    private int size;

    Waiting(int capacity) {
        this.capacity = capacity;
    }

    /** Adds a timer; returns false if there is no room for it. */
    boolean add(Pending pending, CallbackUrl.Address address) {
        NavigableSet<Pending> same = byAddress.getOrDefault(address, new TreeSet<>(Pending.EARLIEST_FIRST));
        if (same.size() >= capacity - size) {
            return false;
        }
        same.add(pending);
        byAddress.put(address, same);
        size++;
        pending.state = Pending.State.WAITING;
        pending.address = address;
        return true;
    }

    /** Removes and returns at most so many timers that wait for a receiver, the earliest first. */
    List<Pending> poll(CallbackUrl.Address address, int most) {
        List<Pending> polled = new ArrayList<>();
        NavigableSet<Pending> same = byAddress.get(address);
        while (same != null && !same.isEmpty() && polled.size() < most) {
            Pending first = same.first();
            remove(first);
            polled.add(first);
        }
        return polled;
    }

    /** Removes a timer if it waits. */
    void remove(Pending pending) {
        CallbackUrl.Address address = pending.address;
        if (address == null) {
            return;
        }
        NavigableSet<Pending> same = byAddress.get(address);
        same.remove(pending);
        if (same.isEmpty()) {
            byAddress.remove(address);
        }
        size--;
        pending.address = null;
    }

    List<CallbackUrl.Address> addresses() {
        return List.copyOf(byAddress.keySet());
    }

    int size() {
        return size;
    }
}
