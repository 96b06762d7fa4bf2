/**
 * What an operator does, and what is shown of it: one desk for each kind of thing, the forms that it takes, and the bodies that it answers with. The
 * admin API and the console's pages stand on it. Secrets go in and never out. Knows no HTTP, no pages and no store. All types are thread-safe unless
 * they say otherwise.
 */
@NullMarked
package org.llmrelay.admin;

import org.jspecify.annotations.NullMarked;
