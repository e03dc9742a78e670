/**
 * Checks the documentation: every link leads somewhere, every command can be parsed, every example can be read, and
 * the page of settings says what {@code reference.conf} says. Pages are the Markdown files of the repository.
 */
package timerbench.docs;
