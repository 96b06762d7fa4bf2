/**
 * The way in: takes HTTP requests as servlets see them and hands calls to the relay. Everything here is free of dialects; each dialect has its own
 * package below, with a resource for each endpoint family. Requests are read and answers written without blocking; what may block (the relay's round
 * trips to the store) runs on the container's worker threads, never on its I/O threads.
 */
@NullMarked
package org.llmrelay.api;

import org.jspecify.annotations.NullMarked;
