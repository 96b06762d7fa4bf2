-- Notes when a key was first used, unless that has been noted before, and tells all nodes.
-- KEYS[1] records, KEYS[2] first uses. ARGV[1] id, ARGV[2] now in ms, ARGV[3] channel of changes.
-- RETURNS the ms of the first use as text, or nil when there is no such key. Called by RedisApiKeys.activate.
local record = redis.call('HGET', KEYS[1], ARGV[1])
if not record then
  return false
end
if redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2]) == 0 then
  return redis.call('HGET', KEYS[2], ARGV[1])
end
redis.call('PUBLISH', ARGV[3], 'key:' .. ARGV[1] .. ':' .. cjson.decode(record)['hash'])
return ARGV[2]
