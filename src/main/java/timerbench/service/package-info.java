/**
 * The reference service as a process: settings, start, and end. The list of databases is here, because it must know
 * all of them. HTTP, firing and storage are in the packages below; an arrow goes from api to engine to store to timer
 * only.
 */
package timerbench.service;
