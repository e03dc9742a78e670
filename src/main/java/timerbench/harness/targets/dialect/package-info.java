/**
 * The dialects of timer services: how each spells the operations, their answers and callbacks.
 *
 * <p>A dialect is read from a file and renders requests. Sending them, and judging answers and callbacks, happens
 * elsewhere.
 */
package timerbench.harness.targets.dialect;
