@NullMarked
package org.llmrelay.api;

import org.jspecify.annotations.NullMarked;
