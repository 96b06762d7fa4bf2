/** Decides whether a caller may make a call, and hands out the ticket. Knows keys and limits, not accounts and not HTTP. Thread-safe. */
@NullMarked
package org.llmrelay.admission;

import org.jspecify.annotations.NullMarked;
