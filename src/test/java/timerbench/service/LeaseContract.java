package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.service.store.DatabaseTime;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseView;
import timerbench.service.store.Store;

/** What every store promises of leases. */
interface LeaseContract extends StoreContract {
    /** Returns whether the database has a clock that can be read. */
    default boolean hasClock() {
        return true;
    }

    /** The database runs on this machine, so its clock is this one's, as exactly as it is told. */
    @Test
    default void theTimeIsTheDatabasesToItsResolution() {
        Instant sent = Instant.now();
        Optional<DatabaseTime> time = store().leases().time();
        Instant received = Instant.now();
        assertThat(time.isPresent()).isEqualTo(hasClock());
        if (hasClock()) {
            assertThat(time.get().resolution()).isLessThanOrEqualTo(Duration.ofMillis(1));
            assertThat(time.get().shown()).isBetween(sent.minus(time.get().resolution()), received);
        }
    }

    @Test
    default void aLeaseIsTakenFromNobodyWhoIsAlive() {
        store().leases().beat("other", TERM);
        store().leases().take("other", ALL);
        LeaseView other = store().leases().beat("other", TERM);
        assertThat(other.mine()).isEmpty();
        assertThat(other.free()).isEmpty();
        assertThat(other.instances()).containsExactlyInAnyOrder(owner(), "other");
        store().leases().leave("other");
    }

    @Test
    default void aLeaseTakenAgainIsAnother() {
        Lease before = store().leases().beat(owner(), TERM).mine().get(0);
        store().leases().release(owner(), List.of(before.shard()));
        assertThat(store().leases().beat(owner(), TERM).free()).containsExactly(before.shard());
        store().leases().take(owner(), ALL);
        assertThat(store().leases().beat(owner(), TERM).mine())
                .hasSize(SHARDS)
                .doesNotContain(before)
                .anyMatch(lease -> lease.shard() == before.shard() && lease.version() > before.version());
    }

    @Test
    default void anInstanceThatIsNotAliveHasNothing() {
        store().leases().beat(owner(), Duration.ZERO);
        LeaseView other = store().leases().beat("other", TERM);
        assertThat(other.free()).containsExactlyElementsOf(ALL);
        assertThat(other.instances()).containsExactly("other");
        store().leases().take("other", ALL);
        assertThat(store().leases().beat(owner(), TERM).mine()).isEmpty();
        store().leases().leave("other");
    }

    @Test
    default void anInstanceThatLeftHasNothingAndIsNotSeen() {
        List<Lease> before = store().leases().beat(owner(), TERM).mine();
        store().leases().leave(owner());
        LeaseView other = store().leases().beat("other", TERM);
        assertThat(other.free()).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(other.instances()).containsExactly("other");
        store().leases().leave("other");
        store().leases().beat(owner(), TERM);
        store().leases().take(owner(), ALL);
        assertThat(store().leases().beat(owner(), TERM).mine()).doesNotContainAnyElementsOf(before);
    }

    @Test
    default void onlyTheOwnerReleasesAShard() {
        List<Lease> before = store().leases().beat(owner(), TERM).mine();
        store().leases().release("other", ALL);
        store().leases().leave("other");
        assertThat(store().leases().beat(owner(), TERM).mine()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    default void takingWhatOneHasChangesNothing() {
        List<Lease> before = store().leases().beat(owner(), TERM).mine();
        store().leases().take(owner(), ALL);
        assertThat(store().leases().beat(owner(), TERM).mine()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    default void anotherStoreOfTheSameDatabaseSeesTheSameLeases() {
        Store another = another();
        assertThat(another.leases().beat(owner(), TERM))
                .isEqualTo(store().leases().beat(owner(), TERM));
        another.leases().release(owner(), List.of(0));
        assertThat(store().leases().beat(owner(), TERM).free()).containsExactly(0);
    }
}
