/** The port by which one of many nodes takes on a piece of work. Knows no work and no store. Thread-safe. */
@NullMarked
package org.llmrelay.claim;

import org.jspecify.annotations.NullMarked;
