/**
 * The store in PostgreSQL. Nothing else in the service knows its driver. The schema is in
 * src/main/resources/db/postgres.
 */
package timerbench.service.store.postgres;
