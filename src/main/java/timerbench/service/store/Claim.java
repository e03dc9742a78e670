package timerbench.service.store;

import timerbench.service.timer.TimerKey;

/** A timer, and the lease by which its shard's owner acts on it. */
public record Claim(TimerKey key, Lease lease) {}
