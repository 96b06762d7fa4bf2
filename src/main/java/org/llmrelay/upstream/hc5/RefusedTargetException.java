package org.llmrelay.upstream.hc5;

import java.net.UnknownHostException;

/** All addresses of a host are such as must not be dialled. */
final class RefusedTargetException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedTargetException() {
        super("no address of the upstream is allowed");
    }
}
