package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditedPathTest {
    @ParameterizedTest
    @CsvSource({
        "POST, /admin/api/v1/keys, keys.create, ''",
        "PATCH, admin/api/v1/keys/key_00ff, keys.change, key_00ff",
        "POST, admin/api/v1/keys/key_00ff/renew, keys.renew, key_00ff",
        "POST, admin/api/v1/keys/key_00ff/limits/reset, keys.limits.reset, key_00ff",
        "DELETE, admin/api/v1/accounts/acc_1, accounts.delete, acc_1",
        "POST, admin/api/v1/keys/batch, keys.batch, ''",
        "PATCH, admin/api/v1/keys/batch, keys.batch.change, ''",
        "PUT, admin/api/v1/prices/overrides/claude-opus-4-5, prices.overrides.set, claude-opus-4-5",
        "DELETE, admin/api/v1/users/ada@example.com, users.delete, ada@example.com",
        "POST, admin/api/v1/ledger/reprice, ledger.reprice, ''"
    })
    void namesWhatARequestDoes(String method, String path, String act, String id) {
        AuditedPath audited = AuditedPath.of(method, path);

        assertThat(audited.act()).isEqualTo(act);
        assertThat(audited.id()).isEqualTo(id);
        assertThat(audited.isChange()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "admin/api/v1/accounts/acc_1/test",
        "admin/api/v1/accounts/acc_1/proxy/test",
        "admin/api/v1/proxies/test",
        "admin/api/v1/scheduling/explain",
        "admin/api/v1/keys/key_1/explain"
    })
    void knowsAQuestion(String path) {
        assertThat(AuditedPath.of("POST", path).isChange()).isFalse();
    }
}
