-- Forgets the cool-downs of some families of an account. KEYS[1] standings.
-- ARGV[1] account, ARGV[2] channel of changes, ARGV[3] and on: families.
-- RETURNS how many there were. Called by RedisStandings.recovered.
local dropped = 0
for i = 3, #ARGV do
  dropped = dropped + redis.call('HDEL', KEYS[1], ARGV[1] .. '|' .. ARGV[i])
end
if dropped > 0 then
  redis.call('PUBLISH', ARGV[2], 'standing:' .. ARGV[1])
end
return dropped
