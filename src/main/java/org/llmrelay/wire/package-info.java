/**
 * How callers and upstreams speak. A dialect reads the facts of a request, meters the usage in an answer, and renders failures in its own form.
 * Knows no account, no key and no HTTP library. Dialects are thread-safe; meters are confined to one answer.
 */
@NullMarked
package org.llmrelay.wire;

import org.jspecify.annotations.NullMarked;
