/** Reports as pages, tables and files. */
package timerbench.harness.report.format;
