-- Forgets the cool-downs of some families of an account; when there were any, remembers the step. KEYS[1] standings, KEYS[2] history of the account.
-- ARGV[1] account, ARGV[2] channel of changes, ARGV[3] the step, ARGV[4] how many steps are remembered, ARGV[5] and on: families.
-- RETURNS how many there were. Called by RedisStandings.recovered.
local dropped = 0
for i = 5, #ARGV do
  dropped = dropped + redis.call('HDEL', KEYS[1], ARGV[1] .. '|' .. ARGV[i])
end
if dropped > 0 then
  redis.call('LPUSH', KEYS[2], ARGV[3])
  redis.call('LTRIM', KEYS[2], 0, ARGV[4] - 1)
  redis.call('PUBLISH', ARGV[2], 'standing:' .. ARGV[1])
end
return dropped
