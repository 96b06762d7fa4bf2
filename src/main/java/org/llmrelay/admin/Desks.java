package org.llmrelay.admin;

import org.llmrelay.secret.Resealing;
import org.llmrelay.secret.Vault;

/** Those who do what operators want. */
public record Desks(
        AccountDesk accounts,
        Choices choices,
        KeyDesk keys,
        Registry registry,
        PriceDesk prices,
        SignInDesk signIns,
        KeyRing ring,
        Movers movers,
        Books books,
        Roads roads,
        House house) {
    /** Those who see to people and to how the house is run, and who remember what was done. */
    public record House(PeopleDesk people, Audit audit, SettingsDesk settings) {}

    /** Those who take records out of the store, and bring them in. */
    public record Movers(BackupDesk backups, ImportDesk imports) {}

    public BackupDesk backups() {
        return movers.backups();
    }

    /** Those who know all keys, and what their holders may know. */
    public record Registry(KeyRegister keys, HolderDesk holders) {}

    /** Those who see to the ways to upstreams, and to the browsers that come in. */
    public record Roads(ProxyDesk proxies, RouteDesk routes, OriginDesk origins) {}

    /** Those who know what accounts there can be, and which of them take calls. */
    public record Choices(KindDesk kinds, GroupDesk groups, SchedulingDesk scheduling) {}

    /** Those who know what was used and what was refused. */
    public record Books(UsageDesk usage, CallDesk calls, LedgerDesk ledger, InquiryDesk inquiries) {}

    /** The keys, and what they have sealed. */
    public record KeyRing(Vault vault, Resealing resealing) {}
}
