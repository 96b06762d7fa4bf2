-- Makes a deleted key known again, as it was.
-- KEYS[1] records, KEYS[2] ids by hash, KEYS[3] ids by creation, KEYS[4] labels, KEYS[5] deleted keys, KEYS[6] first uses.
-- ARGV[1] id, ARGV[2] ms before which a deletion is for good, ARGV[3] channel of changes.
-- RETURNS the key's hash, or nil when it cannot be restored. Called by RedisApiKeys.restore.
local kept = redis.call('HGET', KEYS[5], ARGV[1])
kept = kept and cjson.decode(kept)
if not kept or tonumber(kept.at) <= tonumber(ARGV[2]) or redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then
  return false
end
local hash = cjson.decode(kept.record)['hash']
redis.call('HSET', KEYS[1], ARGV[1], kept.record)
redis.call('HSET', KEYS[2], hash, ARGV[1])
redis.call('ZADD', KEYS[3], kept.created, ARGV[1])
if kept.label then
  redis.call('HSET', KEYS[4], ARGV[1], kept.label)
end
if kept.first_use then
  redis.call('HSET', KEYS[6], ARGV[1], kept.first_use)
end
redis.call('HDEL', KEYS[5], ARGV[1])
redis.call('PUBLISH', ARGV[3], 'key:' .. ARGV[1] .. ':' .. hash)
return hash
