/**
 * Prints results, for people and for other programs, and computes nothing that a verdict rests on.
 *
 * <p>For people, each kind of result becomes one {@link timerbench.harness.show.Document}. Console, Markdown and HTML
 * are rendered from it. A new form of output is a new renderer; a new kind of result is a new document. For programs
 * there are JSON, CSV and JUnit's XML, whose spelling does not depend on how a document looks. Numbers for people come
 * from {@link timerbench.harness.run.Numbers}.
 */
package timerbench.harness.show;
