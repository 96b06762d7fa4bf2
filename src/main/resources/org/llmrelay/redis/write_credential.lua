-- Writes an account's credential, if the one that it follows stands there, and ends every claim and pause. KEYS[1] credentials, KEYS[2] renewals.
-- ARGV[1] account, ARGV[2] version that it follows or '' for any, ARGV[3] credential, ARGV[4] channel of changes.
-- RETURNS its version, or 0 when another one stands there. Called by RedisCredentials.save and replace.
local old = redis.call('HGET', KEYS[1], ARGV[1])
local version = old and tonumber(string.match(old, '^(%d+)|')) or 0
if ARGV[2] ~= '' and tonumber(ARGV[2]) ~= version then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d|', version + 1) .. ARGV[3])
-- Fences grow for ever: a claim that somebody still believes in must not look like a later one.
local state = cjson.decode(redis.call('HGET', KEYS[2], ARGV[1]) or '{}')
redis.call('HSET', KEYS[2], ARGV[1], cjson.encode({fence = state.fence or 0}))
redis.call('PUBLISH', ARGV[4], 'credential:' .. ARGV[1])
return version + 1
