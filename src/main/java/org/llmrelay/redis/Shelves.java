package org.llmrelay.redis;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.llmrelay.account.Account;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Group;
import org.llmrelay.backup.Shelf;
import org.llmrelay.pricing.Price;
import org.llmrelay.pricing.PriceForm;
import org.llmrelay.pricing.PriceSource;
import org.llmrelay.redis.RecordShelf.Form;
import org.llmrelay.redis.RecordShelf.Place;
import org.llmrelay.route.NamedProxy;
import org.llmrelay.route.Proxy;
import org.llmrelay.secret.Vault;
import org.llmrelay.signin.User;

/** All kinds of records that backups hold: what is referred to comes before what refers to it. */
record Shelves(Redis redis, Vault vault) {
    private static final Proxy NOWHERE = new Proxy(Proxy.Kind.HTTP, "nowhere.invalid", 1, null);

    /** Those who store what a backup brings back. */
    record Stores(
            RedisProxies proxies,
            RedisGroups groups,
            RedisAccounts accounts,
            RedisCredentials credentials,
            RedisApiKeys keys,
            RedisForeignHashing foreignHashing,
            RedisPriceOverrides prices,
            SettingStores settings,
            RedisUsers users) {}

    List<Shelf> over(Stores stores) {
        Accounts accounts = new Accounts(stores.proxies()::all);
        return List.of(
                shelf("proxies", RedisKeys.PROXY_RECORDS, new Proxies(), stores.proxies()::save),
                shelf("groups", RedisKeys.GROUPS, new Groups(), stores.groups()::save),
                shelf("accounts", RedisKeys.ACCOUNT_RECORDS, accounts, account -> save(account, stores.accounts())),
                shelf("credentials", RedisKeys.CREDENTIALS, new Credentials(), kept -> save(kept, stores)),
                new KeyShelf(redis, stores.keys()),
                shelf("foreign_hashing", RedisKeys.FOREIGN_HASHING, new Hashings(), stores.foreignHashing()::save),
                shelf("prices", RedisKeys.PRICE_OVERRIDES, new Prices(), stores.prices()::save),
                shelf(
                        "settings",
                        RedisKeys.SETTINGS,
                        new StoredSettings.Form(),
                        setting -> setting.restore(stores.settings())),
                shelf("users", RedisKeys.USER_RECORDS, new Users(), stores.users()::save));
    }

    private <T> Shelf shelf(String name, String hash, Form<T> form, Consumer<T> save) {
        return new RecordShelf<>(redis, vault, new Place(name, hash), form, save);
    }

    private static void save(Account account, RedisAccounts accounts) {
        try {
            accounts.save(account);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("its proxy is not here", e);
        }
    }

    private static void save(OfAccount kept, Stores stores) {
        Credential unused = stores.credentials().save(kept.account(), kept.credential());
    }

    private static <T> T belonging(String id, String ownId, T thing) {
        if (!ownId.equals(id)) {
            throw new IllegalArgumentException("the record belongs to " + ownId);
        }
        return thing;
    }

    private static final class Groups implements Form<Group> {
        @Override
        public String write(Group group, Vault vault) {
            return Json.write(RedisGroups.Stored.of(group));
        }

        @Override
        public Group read(String id, String record, Vault vault) {
            return Json.read(record, RedisGroups.Stored.class).toGroup(id);
        }
    }

    private static final class Proxies implements Form<NamedProxy> {
        @Override
        public String write(NamedProxy proxy, Vault vault) {
            return Json.write(StoredNamedProxy.of(proxy, vault));
        }

        @Override
        public NamedProxy read(String id, String record, Vault vault) {
            NamedProxy proxy = Json.read(record, StoredNamedProxy.class).toNamedProxy(vault);
            return belonging(id, proxy.id(), proxy);
        }
    }

    private record Accounts(Supplier<List<NamedProxy>> proxies) implements Form<Account> {
        @Override
        public String write(Account account, Vault vault) {
            return Json.write(StoredAccount.of(account, vault));
        }

        @Override
        public Account read(String id, String record, Vault vault) {
            StoredAccount stored = Json.read(record, StoredAccount.class);
            Map<String, NamedProxy> known = new HashMap<>();
            String shared = stored.sharedProxy();
            if (shared != null) {
                // In a dry run the proxy may still be in the file only; nobody can store an account without it.
                known.put(shared, new NamedProxy(shared, shared, NOWHERE, Instant.EPOCH));
            }
            proxies.get().forEach(proxy -> known.put(proxy.id(), proxy));
            Account account = stored.toAccount(vault, known);
            return belonging(id, account.id(), account);
        }
    }

    /** A credential and its account; its version is the store's business. */
    private record OfAccount(String account, Credential credential) {}

    private static final class Credentials implements Form<OfAccount> {
        @Override
        public String write(OfAccount kept, Vault vault) {
            return "0|" + Json.write(StoredCredential.of(kept.account(), kept.credential(), vault));
        }

        @Override
        public OfAccount read(String id, String record, Vault vault) {
            StoredCredential stored = Json.read(record.substring(record.indexOf('|') + 1), StoredCredential.class);
            return belonging(id, stored.account(), new OfAccount(id, stored.toCredential(0, vault)));
        }
    }

    private static final class Hashings implements Form<RedisForeignHashing.Kept> {
        @Override
        public String write(RedisForeignHashing.Kept kept, Vault vault) {
            return Json.write(StoredHashing.of(kept, vault));
        }

        @Override
        public RedisForeignHashing.Kept read(String id, String record, Vault vault) {
            RedisForeignHashing.Kept kept =
                    Json.read(record, StoredHashing.class).toKept(vault);
            return belonging(id, kept.id(), kept);
        }
    }

    private static final class Prices implements Form<Price> {
        @Override
        public String write(Price price, Vault vault) {
            return PriceForm.write(price).toString();
        }

        @Override
        public Price read(String id, String record, Vault vault) {
            JsonNode form = Json.tree(record);
            Price price = PriceForm.read(id, form, PriceSource.OVERRIDE).price();
            if (price == null) {
                throw new IllegalArgumentException("the price cannot be read");
            }
            return price;
        }
    }

    private static final class Users implements Form<User> {
        @Override
        public String write(User user, Vault vault) {
            return Json.write(StoredUser.of(user));
        }

        @Override
        public User read(String id, String record, Vault vault) {
            User user = Json.read(record, StoredUser.class).toUser();
            return belonging(id, user.username(), user);
        }
    }
}
