-- Creates or replaces a named proxy. KEYS[1] records. ARGV[1] id, ARGV[2] record, ARGV[3] channel of changes.
-- RETURNS 1 when it is new, else 0. Called by RedisProxies.save.
local created = redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PUBLISH', ARGV[3], 'accounts')
return created
