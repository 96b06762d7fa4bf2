-- Puts a text in the place of a record, unless it was changed meanwhile. KEYS[1] records.
-- ARGV[1] id, ARGV[2] the record as it was read, ARGV[3] the new one. RETURNS 1 when replaced, else 0. Called by RedisSealed.replace.
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
