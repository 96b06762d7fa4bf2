-- Remembers how much of its quota an account has used. KEYS[1] quotas. ARGV[1] account, ARGV[2] quota, ARGV[3] channel of changes.
-- RETURNS nothing. Called by RedisQuotas.note.
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PUBLISH', ARGV[3], 'quota:' .. ARGV[1])
