/** Server-sent events as bytes: finds whole events in chunks that are cut anywhere. Knows no dialect. Confined to one stream. */
@NullMarked
package org.llmrelay.sse;

import org.jspecify.annotations.NullMarked;
