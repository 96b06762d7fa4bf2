/** Tests of what is brought in from another relay. */
@NullMarked
package org.llmrelay.moving;

import org.jspecify.annotations.NullMarked;
