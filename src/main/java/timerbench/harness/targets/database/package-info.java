/** The databases behind the reference service: started here or found, described, watched. A package each. */
package timerbench.harness.targets.database;
