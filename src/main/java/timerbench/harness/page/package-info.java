/** Results as pages that open from disk: what all of them share. */
package timerbench.harness.page;
