/**
 * Client API keys: how they are issued, hashed and looked up, what rights they carry, and the port that stores them. Knows no HTTP and no store. All
 * types are immutable; ports are thread-safe.
 */
@NullMarked
package org.llmrelay.key;

import org.jspecify.annotations.NullMarked;
