/** Accounts at OpenAI, or at anybody who speaks its Responses API, that are reached with an API key. They can be stored; no calls are relayed to them yet. Knows no scheduling and no HTTP library. Thread-safe. */
@NullMarked
package org.llmrelay.provider.openai;

import org.jspecify.annotations.NullMarked;
