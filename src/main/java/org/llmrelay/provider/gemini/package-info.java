/** Gemini accounts, by API key and by sign-in through Code Assist: how they are called, and what Google's answers mean. Knows no scheduling and no HTTP library. Thread-safe. */
@NullMarked
package org.llmrelay.provider.gemini;

import org.jspecify.annotations.NullMarked;
