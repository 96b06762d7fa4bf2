package org.llmrelay.stream;

import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.UpstreamFault;

/** Hears what becomes of an answer on its way through a pump. Called on I/O threads or the clock's; must not block. */
public interface Passage {

    /** The answer is good, and the caller is being sent it: from here on no other account may be tried. At most once. */
    void committed(int status);

    /** The answer is not one for the caller, who has been sent nothing. Instead of {@link #committed}, and the last call. */
    void withheld(UpstreamFault fault);

    /** All that came has been passed on; {@code fault} says why it was not everything, or is null when it was. The last call. */
    void ended(@Nullable UpstreamFault fault, int status);

    /** The caller has taken nothing for too long. */
    void abandoned();
}
