package org.llmrelay.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a key stops working. */
public sealed interface Expiry {
    Expiry NEVER = new Never();

    /** The end, where it is known; {@code firstUse} is null for a key that nobody has used. */
    Optional<Instant> end(@Nullable Instant firstUse);

    /** It works until somebody stops it. */
    record Never() implements Expiry {
        @Override
        public Optional<Instant> end(@Nullable Instant firstUse) {
            return Optional.empty();
        }
    }

    /** It works until a moment. */
    record At(Instant time) implements Expiry {
        @Override
        public Optional<Instant> end(@Nullable Instant firstUse) {
            return Optional.of(time);
        }
    }

    /** It works for a time that begins with its first call: whole hours. */
    record AfterFirstUse(Duration span) implements Expiry {
        public AfterFirstUse {
            if (span.toHours() < 1 || !span.equals(Duration.ofHours(span.toHours()))) {
                throw new IllegalArgumentException("span: " + span + " (expected: whole hours, at least one)");
            }
        }

        @Override
        public Optional<Instant> end(@Nullable Instant firstUse) {
            return Optional.ofNullable(firstUse).map(start -> start.plus(span));
        }
    }
}
