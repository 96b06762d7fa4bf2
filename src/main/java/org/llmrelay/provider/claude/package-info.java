/**
 * Claude accounts that sign in with OAuth: they speak like Anthropic's API and send a token in place of a key. Knows no scheduling and no HTTP library. Thread-safe.
 */
@NullMarked
package org.llmrelay.provider.claude;

import org.jspecify.annotations.NullMarked;
