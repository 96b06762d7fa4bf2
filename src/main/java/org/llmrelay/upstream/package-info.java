/**
 * The port for opening an HTTP exchange with a provider. Non-blocking: nothing here waits. Knows no dialect and no HTTP library. Thread-safe where
 * not said otherwise.
 */
@NullMarked
package org.llmrelay.upstream;

import org.jspecify.annotations.NullMarked;
