/**
 * The console's backing beans: they fill the forms of the desks and show their bodies. Knows Faces, not the store and not the relay's engine. Beans
 * are confined to one request or one view; the rest is thread-safe.
 */
@NullMarked
package org.llmrelay.console;

import org.jspecify.annotations.NullMarked;
