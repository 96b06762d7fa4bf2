-- Reads accounts together with the proxies that they may share, so that neither is newer than the other. KEYS[1] records, KEYS[2] records of proxies.
-- RETURNS both hashes as flat lists. Called by RedisAccounts.reload.
return { redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2]) }
