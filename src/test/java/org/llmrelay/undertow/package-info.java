@NullMarked
package org.llmrelay.undertow;

import org.jspecify.annotations.NullMarked;
