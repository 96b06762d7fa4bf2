-- Puts a cool-down in the place of its family's, unless a later one stands there; when it is a step, remembers it. KEYS[1] standings, KEYS[2] history of the
-- account. ARGV[1] account, ARGV[2] family, ARGV[3] end of the cool-down, ARGV[4] the cool-down, ARGV[5] channel of changes, ARGV[6] the step, ARGV[7] how
-- many steps are remembered.
-- RETURNS the later one, or nil when the new one stands. Called by RedisStandings.coolDown.
local field = ARGV[1] .. '|' .. ARGV[2]
local old = redis.call('HGET', KEYS[1], field)
local before, after = old and cjson.decode(old), cjson.decode(ARGV[4])
if before and before['until'] > tonumber(ARGV[3]) then
  return old
end
redis.call('HSET', KEYS[1], field, ARGV[4])
-- Calls that were under way together fail together: that is one step.
local same = before and before['until'] > after['since'] and before['state'] == after['state'] and before['streak'] == after['streak']
if not same then
  redis.call('LPUSH', KEYS[2], ARGV[6])
  redis.call('LTRIM', KEYS[2], 0, ARGV[7] - 1)
end
redis.call('PUBLISH', ARGV[5], 'standing:' .. ARGV[1])
return false
