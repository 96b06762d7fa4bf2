/**
 * Reads the deployment settings once, at the start, into the records that the features declare, and reports all mistakes
 * together. Nobody else reads settings or the environment. Confined to the start.
 */
@NullMarked
package org.llmrelay.config;

import org.jspecify.annotations.NullMarked;
