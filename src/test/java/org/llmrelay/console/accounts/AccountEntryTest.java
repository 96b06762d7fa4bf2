package org.llmrelay.console.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountEntryTest {
    private static final Map<String, Object> KIND = Map.of(
            "fields",
            List.of(
                    Map.of("name", "base_url", "secret", false, "input", "url", "fallback", "https://usual"),
                    Map.of("name", "api_key", "secret", true, "input", "line")));
    private static final Map<String, Object> SHOWN = Map.of(
            "name",
            "Team",
            "priority",
            7,
            "groups",
            List.of("shared"),
            "fields",
            Map.of("base_url", "https://mine", "api_key", Map.of("set", true)),
            "proxy",
            Map.of("kind", "socks5", "host", "h", "port", 1, "username", "u", "password", Map.of("set", true)));

    @Test
    void leavesASecretAsItWasWhereNobodyTypedOne() {
        Map<String, Object> form = AccountEntry.of(SHOWN).form(KIND, Map.of());

        assertThat(form.get("fields")).isEqualTo(Map.of("base_url", "https://mine"));
        assertThat(form.get("proxy")).isEqualTo(Map.of("kind", "socks5", "host", "h", "port", 1L, "username", "u"));
    }

    @Test
    void sendsTheSecretsThatWereTyped() {
        Map<String, Object> form =
                AccountEntry.of(SHOWN).form(KIND, Map.of("api_key", "k", "proxy_password", "p", "other", "x"));

        assertThat(form.get("fields")).isEqualTo(Map.of("base_url", "https://mine", "api_key", "k"));
        assertThat(form).extractingByKey("proxy").isInstanceOfSatisfying(Map.class, proxy -> assertThat(
                        proxy.get("password"))
                .isEqualTo("p"));
    }

    @Test
    void takesAFieldAwayThatWasEmptied() {
        AccountEntry entry = AccountEntry.of(SHOWN);
        entry.getFields().put("base_url", null);

        assertThat(entry.form(KIND, Map.of())).extractingByKey("fields").isInstanceOfSatisfying(Map.class, fields -> {
            assertThat(fields.containsKey("base_url")).isTrue();
            assertThat(fields.get("base_url")).isNull();
        });
    }

    @Test
    void namesASharedProxyByItsIdAndNoneByNull() {
        AccountEntry entry = AccountEntry.blank();
        assertThat(entry.form(KIND, Map.of())).containsEntry("proxy", null);

        entry.getProxy().setChoice("prx_1");
        assertThat(entry.form(KIND, Map.of())).containsEntry("proxy", Map.of("id", "prx_1"));
    }

    @Test
    void goesToTheUsualAddressWhereNoneIsFilledIn() {
        AccountEntry entry = AccountEntry.blank();
        assertThat(entry.addresses(KIND)).containsExactly("https://usual");

        entry.getFields().put("base_url", "https://mine");
        assertThat(entry.addresses(KIND)).containsExactly("https://mine");
    }
}
