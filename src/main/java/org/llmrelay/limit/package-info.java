/**
 * Slots that calls hold while they run, as values and ports. Knows no key record, no account record and no store. Ports are thread-safe.
 */
@NullMarked
package org.llmrelay.limit;

import org.jspecify.annotations.NullMarked;
