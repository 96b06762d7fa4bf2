-- Puts a cool-down in the place of its family's, unless a later one stands there. KEYS[1] standings.
-- ARGV[1] account, ARGV[2] family, ARGV[3] end of the cool-down, ARGV[4] the cool-down, ARGV[5] channel of changes.
-- RETURNS the later one, or nil when the new one stands. Called by RedisStandings.coolDown.
local field = ARGV[1] .. '|' .. ARGV[2]
local old = redis.call('HGET', KEYS[1], field)
if old and cjson.decode(old)['until'] > tonumber(ARGV[3]) then
  return old
end
redis.call('HSET', KEYS[1], field, ARGV[4])
redis.call('PUBLISH', ARGV[5], 'standing:' .. ARGV[1])
return false
