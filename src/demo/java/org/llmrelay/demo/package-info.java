/** Shows a running relay doing its main job, through its public APIs alone. Run from source by the launcher. */
@NullMarked
package org.llmrelay.demo;

import org.jspecify.annotations.NullMarked;
