/**
 * Accounts at Anthropic, or at anybody who speaks like it, that are reached with an API key. Knows no scheduling and no HTTP library. Thread-safe.
 */
@NullMarked
package org.llmrelay.provider.anthropic;

import org.jspecify.annotations.NullMarked;
