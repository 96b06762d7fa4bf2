-- Puts a setting in the place of the one before. KEYS[1] settings. ARGV[1] name, ARGV[2] value, ARGV[3] channel of changes.
-- RETURNS 1 when it is new, else 0. Called by RedisOriginRules.save.
local created = redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PUBLISH', ARGV[3], 'settings')
return created
