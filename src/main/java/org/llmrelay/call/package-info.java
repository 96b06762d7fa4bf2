/** The words for one call: id, headers, body, facts, usage, outcome. Knows no dialect and no HTTP library. All types are immutable. */
@NullMarked
package org.llmrelay.call;

import org.jspecify.annotations.NullMarked;
