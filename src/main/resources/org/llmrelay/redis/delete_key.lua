-- Deletes a key so that it can be restored.
-- KEYS[1] records, KEYS[2] ids by hash, KEYS[3] ids by creation, KEYS[4] labels, KEYS[5] deleted keys, KEYS[6] first uses.
-- ARGV[1] id, ARGV[2] now in ms, ARGV[3] channel of changes.
-- RETURNS the hash that the key had, or nil when there was no such key. Called by RedisApiKeys.delete.
local record = redis.call('HGET', KEYS[1], ARGV[1])
if not record then
  return false
end
local hash = cjson.decode(record)['hash']
redis.call('HSET', KEYS[5], ARGV[1], cjson.encode({
  at = ARGV[2],
  record = record,
  created = redis.call('ZSCORE', KEYS[3], ARGV[1]),
  label = redis.call('HGET', KEYS[4], ARGV[1]) or nil,
  first_use = redis.call('HGET', KEYS[6], ARGV[1]) or nil,
}))
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], hash)
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('HDEL', KEYS[4], ARGV[1])
redis.call('HDEL', KEYS[6], ARGV[1])
redis.call('PUBLISH', ARGV[3], 'key:' .. ARGV[1] .. ':' .. hash)
return hash
