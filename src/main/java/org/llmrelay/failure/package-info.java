/**
 * Names every way a call can go wrong, grouped by the side at fault. Knows no dialect, no HTTP and no store: a dialect turns a failure into
 * bytes. All types are immutable and thread-safe.
 */
@NullMarked
package org.llmrelay.failure;

import org.jspecify.annotations.NullMarked;
