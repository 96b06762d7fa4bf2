/** Server-sent events, and elements of JSON arrays, as bytes: finds whole ones in chunks that are cut anywhere. Knows no dialect. Confined to one stream. */
@NullMarked
package org.llmrelay.sse;

import org.jspecify.annotations.NullMarked;
