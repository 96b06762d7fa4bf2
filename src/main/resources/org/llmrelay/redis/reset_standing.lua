-- Forgets all cool-downs of an account. KEYS[1] standings. ARGV[1] account, ARGV[2] channel of changes.
-- RETURNS nothing. Called by RedisStandings.reset.
local prefix = ARGV[1] .. '|'
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.sub(field, 1, #prefix) == prefix then
    redis.call('HDEL', KEYS[1], field)
  end
end
redis.call('PUBLISH', ARGV[2], 'standing:' .. ARGV[1])
