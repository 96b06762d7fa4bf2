/**
 * Gemini as callers and upstreams speak it: the API itself, and the same in the envelope of Code Assist. Looks into bytes by streaming scans only and
 * changes nothing. Knows no account and no address. Dialects are thread-safe; scans and meters are confined to one request or answer.
 */
@NullMarked
package org.llmrelay.wire.gemini;

import org.jspecify.annotations.NullMarked;
