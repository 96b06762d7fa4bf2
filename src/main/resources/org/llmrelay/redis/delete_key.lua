-- Deletes a key. KEYS[1] records, KEYS[2] ids by hash, KEYS[3] ids by creation, KEYS[4] labels, KEYS[5] first uses. ARGV[1] id, ARGV[2] channel of changes.
-- RETURNS the hash that the key had, or nil when there was no such key. Called by RedisApiKeys.delete.
local old = redis.call('HGET', KEYS[1], ARGV[1])
if not old then
  return false
end
local hash = cjson.decode(old)['hash']
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], hash)
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('HDEL', KEYS[4], ARGV[1])
redis.call('HDEL', KEYS[5], ARGV[1])
redis.call('PUBLISH', ARGV[2], 'key:' .. ARGV[1] .. ':' .. hash)
return hash
