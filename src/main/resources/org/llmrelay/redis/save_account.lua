-- Creates or replaces an account, or a group of accounts. KEYS[1] records, KEYS[2] records of named proxies (accounts only).
-- ARGV[1] id, ARGV[2] record, ARGV[3] channel of changes, ARGV[4] the named proxy that the account uses, or '' (accounts only).
-- RETURNS 1 when it is new, 0 when not, -1 when there is no such proxy: then nothing is changed. Called by RedisAccounts.save and RedisGroups.save.
if KEYS[2] and ARGV[4] ~= '' and redis.call('HEXISTS', KEYS[2], ARGV[4]) == 0 then
  return -1
end
local created = redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PUBLISH', ARGV[3], 'accounts')
return created
