/**
 * Puts the entrances on their paths when the application starts: servlets by the servlet API, JAX-RS resources through Jersey. The only package that
 * knows Jersey.
 */
@NullMarked
package org.llmrelay.api.boot;

import org.jspecify.annotations.NullMarked;
