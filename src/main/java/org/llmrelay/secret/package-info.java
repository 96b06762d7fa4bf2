/** Secret values that cannot print themselves, and the sealing of them for storage. Knows no store. Thread-safe. */
@NullMarked
package org.llmrelay.secret;

import org.jspecify.annotations.NullMarked;
