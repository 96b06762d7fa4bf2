package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.llmrelay.fake.Exchange;
import org.llmrelay.fake.FakeUpstream;
import org.llmrelay.fake.Script;
import org.llmrelay.it.Admin.AccountWish;

/** What one test has to itself: an upstream that does as it is told, and the only accounts that there are. */
final class RelayWorld implements BeforeEachCallback, AfterEachCallback {
    private static final int PRIORITY = 50;

    private final FakeUpstream upstream = FakeUpstream.start();

    @Override
    public void beforeEach(ExtensionContext context) {
        admin().deleteAllAccounts();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> troubles = upstream.troubles();
        upstream.close();
        assertThat(troubles).isEmpty();
    }

    FakeUpstream upstream() {
        return upstream;
    }

    Admin admin() {
        return Admin.signedIn();
    }

    // --- accounts

    Account account() {
        return account(PRIORITY);
    }

    /** The account with the lowest priority is asked first. */
    Account account(int priority) {
        return account(priority, upstream.baseUrl());
    }

    /** An account of any kind that has a base URL and an API key. */
    Account account(int priority, String kind) {
        return admin().createAccount(kind, wish(priority, upstream.baseUrl(), Map.of()));
    }

    Account account(int priority, URI baseUrl) {
        return admin().createAccount(wish(priority, baseUrl, Map.of()));
    }

    /** An account that renames models: as asked for, as the upstream knows it. */
    Account accountThatRenames(int priority, Map<String, String> models) {
        return admin().createAccount(wish(priority, upstream.baseUrl(), models));
    }

    /** An account of any kind that renames models. */
    Account account(int priority, String kind, Map<String, String> models) {
        return admin().createAccount(kind, wish(priority, upstream.baseUrl(), models));
    }

    /** An account of any kind that has a base URL, under the name of a credential among its fields. */
    Account account(String kind, String credential, Map<String, String> fields, Map<String, String> models) {
        AccountWish wish = new AccountWish(
                "account " + UUID.randomUUID(), PRIORITY, upstream.baseUrl(), Planted.remember(credential), models);
        return admin().createAccount(kind, wish, fields);
    }

    private static AccountWish wish(int priority, URI baseUrl, Map<String, String> models) {
        return new AccountWish("account " + UUID.randomUUID(), priority, baseUrl, Planted.credential(), models);
    }

    JsonNode state(Account account) {
        return admin().state(account);
    }

    /** What the upstream does with the requests of one account. */
    Script playing(Account account) {
        return upstream.forKey(account.credential());
    }

    /** What reached the upstream for one account. */
    List<Exchange> exchangesOf(Account account) {
        return upstream.exchanges().stream()
                .filter(exchange -> exchange.request().credential().equals(account.credential()))
                .toList();
    }

    // --- keys

    Key key() {
        return key("");
    }

    /** @param more further fields, each with a comma before it */
    Key key(String more) {
        return admin().createKey("{\"name\":\"a test\"" + more + "}");
    }

    /** Waits until so many calls of the key are booked; newest first. */
    JsonNode booked(Key key, int count) {
        return Patience.until(count + " calls are booked", () -> admin().calls(key), calls -> calls.size() >= count);
    }

    /** Waits until the key's only call is booked. */
    JsonNode booked(Key key) {
        JsonNode calls = booked(key, 1);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }
}
