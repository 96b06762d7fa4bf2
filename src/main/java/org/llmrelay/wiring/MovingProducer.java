package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.llmrelay.admin.BackupDesk;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.ImportDesk;
import org.llmrelay.backup.Backup;
import org.llmrelay.backup.Restore;
import org.llmrelay.moving.Import;
import org.llmrelay.redis.OtherRedis;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.secret.Vault;

/** What leaves the store as a file, and what is brought in. */
@ApplicationScoped
public class MovingProducer {

    @Produces
    @Dependent
    Desks.Movers movers(BackupDesk backups, ImportDesk imports) {
        return new Desks.Movers(backups, imports);
    }

    @Produces
    @Singleton
    BackupDesk backupDesk(RedisStore store, Vault vault, InstantSource clock) {
        return new BackupDesk(new Backup(store.shelves(), vault, clock), new Restore(store.shelves(), vault));
    }

    @Produces
    @Singleton
    ImportDesk importDesk(RedisStore store, Facts facts) {
        Import.Stores stores = new Import.Stores(
                store.groups(),
                store.accounts(),
                store.credentials(),
                store.keys(),
                store.gate(),
                store.foreignHashing());
        Import bringing = new Import(stores, facts.kinds.stream().toList(), facts.clock);
        return new ImportDesk(bringing, OtherRedis::open, facts.clock);
    }
}
