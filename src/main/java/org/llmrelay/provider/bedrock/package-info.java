/** Accounts at Amazon Bedrock. They can be stored; no calls are relayed to them yet. Knows no scheduling and no HTTP library. Thread-safe. */
@NullMarked
package org.llmrelay.provider.bedrock;

import org.jspecify.annotations.NullMarked;
