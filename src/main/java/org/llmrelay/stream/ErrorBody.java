package org.llmrelay.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import org.llmrelay.call.Body;
import org.llmrelay.failure.UpstreamFault;

/** The body of an error as it comes, kept until it is known what it means. Confined to one attempt. */
final class ErrorBody {
    private static final int MOST_BYTES = 32 * 1024;

    private final Function<Body, Optional<UpstreamFault>> faultIn;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ErrorBody(Function<Body, Optional<UpstreamFault>> faultIn) {
        this.faultIn = faultIn;
    }

    /** Takes the next plain bytes, all that remain; what is too much is left out. */
    void take(ByteBuffer plain) {
        byte[] part = new byte[Math.min(plain.remaining(), MOST_BYTES - bytes.size())];
        plain.get(part);
        plain.position(plain.limit());
        bytes.writeBytes(part);
    }

    /** What the error means by what has come of it. */
    Optional<UpstreamFault> fault() {
        return faultIn.apply(Body.wrap(bytes.toByteArray()));
    }

    /** What the error means by its head alone. May be asked on any thread. */
    Optional<UpstreamFault> faultByHead() {
        return faultIn.apply(Body.EMPTY);
    }
}
