package org.llmrelay.provider;

import java.util.Map;

/**
 * The deployment settings of a kind that signs in with OAuth. Each is named {@code RELAY_OAUTH_<name>_<setting>}; besides these there are
 * {@code CLIENT_ID} and {@code CLIENT_SECRET}, which have no default.
 *
 * @param name such as {@code CLAUDE}
 * @param needsSecret whether the authorization server asks its clients for a secret
 * @param defaults what holds where a setting is not set; those whose names end in {@code _URL} are checked
 */
public record OAuthSettings(String name, boolean needsSecret, Map<String, String> defaults) {
    public static final String CLIENT_ID = "CLIENT_ID";
    public static final String CLIENT_SECRET = "CLIENT_SECRET";
    public static final String AUTHORIZE_URL = "AUTHORIZE_URL";
    public static final String TOKEN_URL = "TOKEN_URL";
    public static final String REDIRECT_URL = "REDIRECT_URL";
    public static final String SCOPES = "SCOPES";

    public OAuthSettings {
        defaults = Map.copyOf(defaults);
    }

    /** The whole name of a setting, as the environment has it. */
    public String nameOf(String setting) {
        return "RELAY_OAUTH_" + name + "_" + setting;
    }
}
