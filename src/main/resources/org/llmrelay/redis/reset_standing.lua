-- Forgets all cool-downs of an account, and remembers the step. KEYS[1] standings, KEYS[2] history of the account. ARGV[1] account, ARGV[2] channel of
-- changes, ARGV[3] the step, ARGV[4] how many steps are remembered.
-- RETURNS nothing. Called by RedisStandings.reset.
local prefix = ARGV[1] .. '|'
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.sub(field, 1, #prefix) == prefix then
    redis.call('HDEL', KEYS[1], field)
  end
end
redis.call('LPUSH', KEYS[2], ARGV[3])
redis.call('LTRIM', KEYS[2], 0, ARGV[4] - 1)
redis.call('PUBLISH', ARGV[2], 'standing:' .. ARGV[1])
