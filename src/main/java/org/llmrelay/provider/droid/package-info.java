/** Droid accounts, by API keys and by sign-in on a device. Knows no scheduling and no HTTP library. Thread-safe. */
@NullMarked
package org.llmrelay.provider.droid;

import org.jspecify.annotations.NullMarked;
