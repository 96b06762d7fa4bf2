/**
 * Anthropic's Messages as callers and upstreams speak them. Looks into bytes by streaming scans only and changes nothing. Knows no account and no
 * address. The dialect is thread-safe; scans and meters are confined to one request or answer.
 */
@NullMarked
package org.llmrelay.wire.anthropic;

import org.jspecify.annotations.NullMarked;
