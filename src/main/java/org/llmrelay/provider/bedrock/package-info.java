/** Claude at Amazon Bedrock: signatures, ids of models, and the event stream that wraps its answers. Knows no scheduling and no HTTP library. Thread-safe. */
@NullMarked
package org.llmrelay.provider.bedrock;

import org.jspecify.annotations.NullMarked;
