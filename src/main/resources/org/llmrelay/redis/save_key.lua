-- Creates or replaces a key, and makes its old hash unknown when it has a new one.
-- KEYS[1] records, KEYS[2] ids by hash, KEYS[3] ids by creation, KEYS[4] labels, KEYS[5] deleted keys.
-- ARGV[1] id, ARGV[2] hash, ARGV[3] record, ARGV[4] ms of its creation, ARGV[5] channel of changes, ARGV[6] label.
-- RETURNS the hash that the key had before, or nil. Called by RedisApiKeys.save.
local old = redis.call('HGET', KEYS[1], ARGV[1])
local old_hash = old and cjson.decode(old)['hash']
if old_hash and old_hash ~= ARGV[2] then
  redis.call('HDEL', KEYS[2], old_hash)
  redis.call('PUBLISH', ARGV[5], 'key:' .. ARGV[1] .. ':' .. old_hash)
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call('HSET', KEYS[2], ARGV[2], ARGV[1])
redis.call('ZADD', KEYS[3], ARGV[4], ARGV[1])
redis.call('HSET', KEYS[4], ARGV[1], ARGV[6])
redis.call('HDEL', KEYS[5], ARGV[1])
redis.call('PUBLISH', ARGV[5], 'key:' .. ARGV[1] .. ':' .. ARGV[2])
return old_hash
