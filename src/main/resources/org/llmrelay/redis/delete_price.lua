-- Deletes an operator's price. KEYS[1] overrides. ARGV[1] model, ARGV[2] channel of changes.
-- RETURNS 1 when it was there, else 0. Called by RedisPriceOverrides.delete.
local deleted = redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('PUBLISH', ARGV[2], 'prices')
return deleted
