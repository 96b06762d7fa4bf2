/** Builds the house: CDI producers that call plain constructors. It holds no logic, and nobody imports it. */
@NullMarked
package org.llmrelay.wiring;

import org.jspecify.annotations.NullMarked;
