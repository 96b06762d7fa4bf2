package org.llmrelay.config;

import java.util.List;
import org.llmrelay.secret.Secret;

/**
 * The secrets that all nodes of a relay share.
 *
 * @param encryption seals what is stored and hashes keys
 * @param formerEncryption what did so before: it still opens what it sealed
 * @param jwt signs the tokens of people who signed in
 */
public record ServerSecrets(Secret encryption, List<Secret> formerEncryption, Secret jwt) {
    /** The fewest characters of each. */
    public static final int SHORTEST = 32;

    public ServerSecrets {
        formerEncryption = List.copyOf(formerEncryption);
        if (isShort(encryption) || isShort(jwt) || formerEncryption.stream().anyMatch(ServerSecrets::isShort)) {
            throw new IllegalArgumentException("server secret: too short (expected: >= 32 characters)");
        }
    }

    static boolean isShort(Secret secret) {
        return secret.reveal().length() < SHORTEST;
    }
}
