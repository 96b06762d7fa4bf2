-- Puts an operator's price in the place of its model's. KEYS[1] overrides. ARGV[1] model, ARGV[2] form, ARGV[3] channel of changes.
-- RETURNS 1 when it is new, else 0. Called by RedisPriceOverrides.save.
local created = redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PUBLISH', ARGV[3], 'prices')
return created
