-- Deletes a group. KEYS[1] groups. ARGV[1] id, ARGV[2] channel of changes.
-- RETURNS 1 when it was there, else 0. Called by RedisGroups.delete.
local deleted = redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('PUBLISH', ARGV[2], 'accounts')
return deleted
