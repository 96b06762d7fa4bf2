@NullMarked
package org.llmrelay.route;

import org.jspecify.annotations.NullMarked;
