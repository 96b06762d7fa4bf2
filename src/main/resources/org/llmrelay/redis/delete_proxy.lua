-- Deletes a named proxy that no account uses. KEYS[1] records, KEYS[2] records of accounts. ARGV[1] id, ARGV[2] channel of changes.
-- RETURNS 1 when it was there, 0 when not, -1 when an account uses it. Called by RedisProxies.delete.
for _, record in ipairs(redis.call('HVALS', KEYS[2])) do
  local readable, account = pcall(cjson.decode, record)
  if readable and type(account) == 'table' and account.sharedProxy == ARGV[1] then
    return -1
  end
end
local deleted = redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('PUBLISH', ARGV[2], 'accounts')
return deleted
