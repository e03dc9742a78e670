package timerbench.service;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import timerbench.service.store.Store;

/** What every store promises; a subclass a database, and an interface a topic. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContractTest
        implements TimerContract,
                IdContract,
                ListContract,
                DueContract,
                LeaseContract,
                ConcurrencyContract,
                ModelContract {
    private final List<Store> others = new ArrayList<>();
    private Store store;
    private String group;
    private String owner;

    /** Opens the store with {@value StoreContract#SHARDS} shards: another one, on the same database, at each call. */
    abstract Store openStore();

    @BeforeAll
    void open() {
        store = openStore();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @BeforeEach
    void takeAllShards() {
        group = UUID.randomUUID().toString();
        owner = "owner of " + group;
        store.leases().beat(owner, TERM);
        store.leases().take(owner, ALL);
    }

    @AfterEach
    void leave() {
        others.forEach(Store::close);
        others.clear();
        tidy();
        store.leases().leave(owner);
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Store another() {
        others.add(openStore());
        return others.get(others.size() - 1);
    }

    @Override
    public String group() {
        return group;
    }

    @Override
    public String owner() {
        return owner;
    }
}
