/**
 * What calls cost: prices of models, tables of them with a version, and the arithmetic of a charge. Whole numbers only: prices are pico-dollars (1e-12 US
 * dollars), amounts are micro-dollars. Knows no store and no server; what is shared is thread-safe.
 */
@NullMarked
package org.llmrelay.pricing;

import org.jspecify.annotations.NullMarked;
