/**
 * A provider on a loopback port that plays real-looking Messages traffic and misbehaves on command, byte by byte. For unit and integration tests.
 * Knows nothing of the relay. One thread reads and one writes per connection; {@code FakeUpstream.close} ends them all.
 */
@NullMarked
package org.llmrelay.fake;

import org.jspecify.annotations.NullMarked;
