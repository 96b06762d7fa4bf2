/** Holds the code to its map: who may import whom, and the house rules that a machine can check. */
@NullMarked
package org.llmrelay.architecture;

import org.jspecify.annotations.NullMarked;
