package org.llmrelay.redis;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.audit.AuditLog;
import org.llmrelay.audit.AuditLogContract;

class RedisAuditLogTest extends AuditLogContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected AuditLog log() {
        return store.auditLog();
    }
}
