package org.llmrelay.redis;

import org.llmrelay.key.KeyHash;

/** Whoever keeps copies in memory of what is in Redis. Called on one thread. */
interface ChangeListener {

    void keyChanged(KeyHash hash);

    void accountsChanged();

    void standingsChanged();

    void quotasChanged();

    void credentialChanged(String account);

    void pricesChanged();

    void settingsChanged();

    /** Changes may have been missed. */
    void anythingMayHaveChanged();
}
