/**
 * Fires timers: leases of shards, reading ahead, sending callbacks, storing outcomes. It knows stores by their
 * interfaces only, and nothing of the HTTP API.
 */
package timerbench.service.engine;
