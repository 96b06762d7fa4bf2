/**
 * Moves an answer from upstream to caller, past the taps that look and never change. Non-blocking: bytes wait in the upstream's window only. Knows no
 * account, no servlet and no HTTP library. A pump is confined to one call and may be touched by several threads in turn.
 */
@NullMarked
package org.llmrelay.stream;

import org.jspecify.annotations.NullMarked;
