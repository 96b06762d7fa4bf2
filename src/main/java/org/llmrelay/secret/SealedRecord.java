package org.llmrelay.secret;

import java.util.Map;

/**
 * A record with sealed secrets in it, as it is stored.
 *
 * @param text the whole record
 * @param secrets binding of each secret to its sealed text, which stands in the record word for word
 */
public record SealedRecord(String id, String text, Map<String, String> secrets) {
    public SealedRecord {
        secrets = Map.copyOf(secrets);
    }
}
