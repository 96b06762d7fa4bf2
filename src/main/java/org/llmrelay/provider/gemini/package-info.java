/** Gemini accounts, by API key and by sign-in. They can be stored and renewed; no calls are relayed to them yet. Knows no scheduling and no HTTP library. Thread-safe. */
@NullMarked
package org.llmrelay.provider.gemini;

import org.jspecify.annotations.NullMarked;
