-- Deletes an account and what is known of it. KEYS[1] records, KEYS[2] standings, KEYS[3] quotas, KEYS[4] its history, KEYS[5] credentials,
-- KEYS[6] renewals, KEYS[7] its checks. ARGV[1] id, ARGV[2] channel of changes.
-- RETURNS 1 when it was there, else 0. Called by RedisAccounts.delete.
local prefix = ARGV[1] .. '|'
for _, field in ipairs(redis.call('HKEYS', KEYS[2])) do
  if string.sub(field, 1, #prefix) == prefix then
    redis.call('HDEL', KEYS[2], field)
  end
end
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('DEL', KEYS[4])
redis.call('HDEL', KEYS[5], ARGV[1])
redis.call('HDEL', KEYS[6], ARGV[1])
redis.call('DEL', KEYS[7])
local deleted = redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('PUBLISH', ARGV[2], 'accounts')
redis.call('PUBLISH', ARGV[2], 'standing:' .. ARGV[1])
redis.call('PUBLISH', ARGV[2], 'credential:' .. ARGV[1])
return deleted
