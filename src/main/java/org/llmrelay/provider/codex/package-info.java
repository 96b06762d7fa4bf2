/** OpenAI accounts that sign in as Codex users do. Knows no scheduling and no HTTP library. Thread-safe. */
@NullMarked
package org.llmrelay.provider.codex;

import org.jspecify.annotations.NullMarked;
