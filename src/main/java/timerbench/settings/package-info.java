/**
 * The settings as a value, and how blocks of them become records. A process calls {@code Settings.load()} where it
 * begins and hands the value down. The records themselves belong to the packages that use them.
 */
package timerbench.settings;
