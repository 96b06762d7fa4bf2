/**
 * The admin API: JSON over HTTP for the console and for scripts. Resources read a request, call one feature and show the
 * result; secrets go in and never out. Knows no store. All types are thread-safe unless they say otherwise.
 */
@NullMarked
package org.llmrelay.api.admin;

import org.jspecify.annotations.NullMarked;
