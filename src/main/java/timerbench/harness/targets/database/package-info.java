/**
 * Database servers for a run, whatever their product: what a server can be asked, and what products share to start or
 * use one. A product has a package of its own below, with a DatabaseSource; this package knows none of them.
 */
package timerbench.harness.targets.database;
