/**
 * The HTTP API: reads requests, limits connections and waiting times, writes answers and errors. Decisions about
 * timers belong to the engine and the store; the contracts are src/main/resources/api/*.yaml.
 */
package timerbench.service.api;
