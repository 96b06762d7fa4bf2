package org.llmrelay.provider.vertex;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A service account whose key was made for the test. */
public record ServiceAccounts(KeyPair keys, String tokenUri) {

    public static ServiceAccounts at(String tokenUri) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new ServiceAccounts(generator.generateKeyPair(), tokenUri);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file that Google gives out. */
    public String json() {
        String key = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPrivate().getEncoded());
        return "{\"type\":\"service_account\",\"project_id\":\"project-1\",\"private_key_id\":\"key-1\",\"private_key\":\""
                + ("-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n").replace("\n", "\\n")
                + "\",\"client_email\":\"relay@project-1.iam.gserviceaccount.com\",\"token_uri\":\"" + tokenUri + "\"}";
    }
}
