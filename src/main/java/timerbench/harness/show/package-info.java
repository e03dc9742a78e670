/** Comparisons as people and programs read them: a table, JSON, CSV, a page. */
package timerbench.harness.show;
