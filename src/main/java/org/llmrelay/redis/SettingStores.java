package org.llmrelay.redis;

/** Where settings are: which origins may call, and what operators saved of all else. */
record SettingStores(RedisOriginRules origins, RedisSavedSettings saved) {

    /** Reads them anew: they were changed, here or elsewhere. */
    void reload() {
        origins.reload();
        saved.reload();
    }
}
