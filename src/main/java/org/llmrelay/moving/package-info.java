/**
 * Brings in what another relay, claude-relay-service, holds: from a file that it exported, or from its Redis. Says of each record what becomes of it, and
 * does just that. Knows the other relay's names and shapes, no file, no HTTP and no Redis client. Reading and bringing in are confined to one thread each.
 */
@NullMarked
package org.llmrelay.moving;

import org.jspecify.annotations.NullMarked;
