-- Puts a setting in the place of the version that it follows. KEYS[1] settings. ARGV[1] name, ARGV[2] version that it follows or '' for any,
-- ARGV[3] value, ARGV[4] channel of changes.
-- RETURNS its version, or 0 when another one stands there. Called by RedisSavedSettings.replace and restore.
local old = redis.call('HGET', KEYS[1], ARGV[1])
local version = old and tonumber(string.match(old, '^(%d+)|')) or 0
if ARGV[2] ~= '' and tonumber(ARGV[2]) ~= version then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d|', version + 1) .. ARGV[3])
redis.call('PUBLISH', ARGV[4], 'settings')
return version + 1
