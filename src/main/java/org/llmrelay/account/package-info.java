/**
 * Upstream accounts: their connection and credential, their standing, and the ports that store both. Knows no provider, no scheduling and no store.
 * All types are immutable; ports are thread-safe.
 */
@NullMarked
package org.llmrelay.account;

import org.jspecify.annotations.NullMarked;
