-- Makes a key known by another hash, and unknown by the old one. KEYS[1] records, KEYS[2] ids by hash.
-- ARGV[1] id, ARGV[2] old hash, ARGV[3] new hash, ARGV[4] channel of changes. RETURNS 1 when done, 0 when the key has not that hash any more.
-- Called by RedisApiKeys.rehash.
local record = redis.call('HGET', KEYS[1], ARGV[1])
local from, to = string.find(record or '', ARGV[2], 1, true)
if not from or redis.call('HGET', KEYS[2], ARGV[2]) ~= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], string.sub(record, 1, from - 1) .. ARGV[3] .. string.sub(record, to + 1))
redis.call('HDEL', KEYS[2], ARGV[2])
redis.call('HSET', KEYS[2], ARGV[3], ARGV[1])
redis.call('PUBLISH', ARGV[4], 'key:' .. ARGV[1] .. ':' .. ARGV[2])
redis.call('PUBLISH', ARGV[4], 'key:' .. ARGV[1] .. ':' .. ARGV[3])
return 1
