/** Backing beans of the pages about keys, for operators and for their holders. Beans are confined to one request or one view; the rest is thread-safe. */
@NullMarked
package org.llmrelay.console.keys;

import org.jspecify.annotations.NullMarked;
