package org.llmrelay.fake;

import java.io.IOException;

/**
 * Something that happens after so many bytes of head or body, or so many events of the body.
 *
 * @param deed returns when the answer goes on, or throws when it does not
 */
record Stop(Place place, long count, Deed deed) {

    enum Place {
        HEAD_BYTES,
        BODY_BYTES,
        EVENTS
    }

    @FunctionalInterface
    interface Deed {
        void happen(Exchange exchange, Wire wire) throws IOException;
    }

    static Deed hold(Hold hold) {
        return (exchange, wire) -> exchange.standAt(hold);
    }

    /** This stop with its place told in bytes. */
    Stop inBytesOf(Content content) {
        if (place != Place.EVENTS) {
            return this;
        }
        long bytes = content.first(Math.toIntExact(count)).stream()
                .mapToLong(event -> event.length)
                .sum();
        return new Stop(Place.BODY_BYTES, bytes, deed);
    }
}
