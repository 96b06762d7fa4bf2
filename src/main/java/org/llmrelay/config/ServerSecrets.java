package org.llmrelay.config;

import org.llmrelay.secret.Secret;

/**
 * The two secrets that all nodes of a relay share.
 *
 * @param encryption seals what is stored and hashes keys
 * @param jwt signs the tokens of people who signed in
 */
public record ServerSecrets(Secret encryption, Secret jwt) {
    /** The fewest characters of each. */
    public static final int SHORTEST = 32;

    public ServerSecrets {
        if (isShort(encryption) || isShort(jwt)) {
            throw new IllegalArgumentException("server secret: too short (expected: >= 32 characters)");
        }
    }

    static boolean isShort(Secret secret) {
        return secret.reveal().length() < SHORTEST;
    }
}
