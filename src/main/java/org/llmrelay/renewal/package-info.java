/**
 * Keeps accounts signed in: begins and finishes sign-ins with OAuth, and renews credentials, each once across all nodes. Knows no kind of account by name, no
 * call and no store. A call that waits here holds no thread. Thread-safe.
 */
@NullMarked
package org.llmrelay.renewal;

import org.jspecify.annotations.NullMarked;
