-- Finds a key by the hash of its text. KEYS[1] ids by hash, KEYS[2] records, KEYS[3] first uses. ARGV[1] hash.
-- RETURNS the record and the ms of the first use or nil; nil alone when there is no such key. Called by RedisApiKeys.read.
local id = redis.call('HGET', KEYS[1], ARGV[1])
local record = id and redis.call('HGET', KEYS[2], id)
if not record then
  return false
end
return {record, redis.call('HGET', KEYS[3], id)}
