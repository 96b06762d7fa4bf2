/** Implements the features' event ports as log lines. Takes ids, codes, numbers and durations only, so that no prompt, header or key can get in. Thread-safe. */
@NullMarked
package org.llmrelay.telemetry;

import org.jspecify.annotations.NullMarked;
