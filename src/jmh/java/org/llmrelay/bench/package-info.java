/**
 * The load benchmark behind {@code ./relay bench}: a mock upstream, a load generator, and one run that compares direct, nginx and relayed calls.
 * Knows the relay only from outside, over HTTP and {@code /proc}; needs nothing but the JDK. Types are confined to one thread unless they say otherwise.
 */
@NullMarked
package org.llmrelay.bench;

import org.jspecify.annotations.NullMarked;
