@NullMarked
package org.llmrelay.api.boot;

import org.jspecify.annotations.NullMarked;
