/** OpenAI accounts that sign in as Codex users do. They can be stored and renewed; no calls are relayed to them yet. Knows no scheduling and no HTTP library. Thread-safe. */
@NullMarked
package org.llmrelay.provider.codex;

import org.jspecify.annotations.NullMarked;
