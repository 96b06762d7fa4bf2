package org.llmrelay.route;

import org.jspecify.annotations.Nullable;

/** What an operator has put between an account and its upstream. */
public sealed interface Way {
    /** Nothing. */
    Way DIRECT = new Direct();

    /** The proxy on the way, or null where there is none. */
    @Nullable
    Proxy proxy();

    /** No proxy. */
    record Direct() implements Way {
        @Override
        public @Nullable Proxy proxy() {
            return null;
        }
    }

    /** A proxy of this account alone. */
    record Own(Proxy proxy) implements Way {}

    /** A named proxy, as it is set up now. */
    record Shared(NamedProxy named) implements Way {
        @Override
        public Proxy proxy() {
            return named.proxy();
        }
    }
}
