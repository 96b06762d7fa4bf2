package org.llmrelay.redis;

import org.llmrelay.secret.Vault;
import org.llmrelay.settings.Origins;
import org.llmrelay.settings.Saved;

/** A setting as it lies in backups: which origins may call, or what operators saved of all else. */
sealed interface StoredSettings {

    /** Puts it in the place of what is there. */
    void restore(SettingStores stores);

    String write();

    record OfBrowsers(Origins origins) implements StoredSettings {
        @Override
        public void restore(SettingStores stores) {
            stores.origins().save(origins);
        }

        @Override
        public String write() {
            return Json.write(origins);
        }
    }

    record OfAll(Saved saved) implements StoredSettings {
        @Override
        public void restore(SettingStores stores) {
            stores.saved().restore(saved);
        }

        @Override
        public String write() {
            return RedisSavedSettings.write(saved);
        }
    }

    /** How backups read and write them. */
    final class Form implements RecordShelf.Form<StoredSettings> {
        @Override
        public String write(StoredSettings settings, Vault vault) {
            return settings.write();
        }

        @Override
        public StoredSettings read(String id, String record, Vault vault) {
            return switch (id) {
                case RedisOriginRules.NAME -> new OfBrowsers(Json.read(record, Origins.class));
                case RedisSavedSettings.NAME ->
                    new OfAll(RedisSavedSettings.read(record).as(0));
                default -> throw new IllegalArgumentException("setting: " + id + " (expected: one that is known here)");
            };
        }
    }
}
