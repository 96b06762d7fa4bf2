package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Function;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.AccountDesk;
import org.llmrelay.admin.Audit;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.GroupDesk;
import org.llmrelay.admin.KeyBody;
import org.llmrelay.admin.KeyDesk;
import org.llmrelay.admin.PeopleDesk;
import org.llmrelay.admin.SettingsDesk;
import org.llmrelay.admin.UserBody;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.settings.SavedSettings;
import org.llmrelay.settings.Settings;
import org.llmrelay.signin.People;
import org.llmrelay.signin.SignIn;

/** Who may sign in, and the book of what they did. */
@ApplicationScoped
public class HouseProducer {

    @Produces
    @Singleton
    Audit audit(
            RedisStore store,
            AccountDesk accounts,
            KeyDesk keys,
            GroupDesk groups,
            Desks.Roads roads,
            PeopleDesk people,
            SettingsDesk settings,
            Facts facts) {
        Map<String, Function<String, ?>> shows = Map.of(
                "accounts", id -> AccountBody.of(accounts.find(id)),
                "keys", id -> KeyBody.of(keys.find(id)),
                "groups", groups::find,
                "settings", id -> settings.audited(roads.origins().current()),
                "proxies", id -> roads.proxies().body(roads.proxies().find(id)),
                "users", username -> UserBody.of(people.find(username)));
        return new Audit(store.auditLog(), shows, facts.clock, facts.log::adminBroke);
    }

    @Produces
    @Singleton
    PeopleDesk peopleDesk(People people, SignIn signIn) {
        return new PeopleDesk(people, signIn);
    }

    @Produces
    @Singleton
    SettingsDesk settingsDesk(Settings settings, SavedSettings saved, Facts facts) {
        return new SettingsDesk(settings, saved, facts.calendar.zone());
    }

    @Produces
    @Dependent
    Desks.House house(PeopleDesk people, Audit audit, SettingsDesk settings) {
        return new Desks.House(people, audit, settings);
    }
}
