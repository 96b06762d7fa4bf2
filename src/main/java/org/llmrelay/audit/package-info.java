/** What operators changed, who did it and from where. Knows no store and no secret: what is written down has none. Thread-safe. */
@NullMarked
package org.llmrelay.audit;

import org.jspecify.annotations.NullMarked;
