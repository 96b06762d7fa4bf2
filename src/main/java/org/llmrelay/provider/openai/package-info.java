/**
 * Accounts at OpenAI, or at anybody who speaks its dialects, that are reached with an API key; and what answers in these dialects mean, which is the same
 * for other ways of reaching them. Knows no scheduling and no HTTP library. Thread-safe.
 */
@NullMarked
package org.llmrelay.provider.openai;

import org.jspecify.annotations.NullMarked;
