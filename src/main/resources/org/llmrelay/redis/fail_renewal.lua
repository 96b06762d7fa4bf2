-- Ends a claim without a new credential, while it is held and the credential stands. KEYS[1] credentials, KEYS[2] renewals.
-- ARGV[1] account, ARGV[2] version, ARGV[3] fence, ARGV[4] end of the pause or '', ARGV[5] code of a final refusal or ''.
-- RETURNS 1 when it counts, else 0. Called by RedisCredentials.failed.
local credential = redis.call('HGET', KEYS[1], ARGV[1])
local state = cjson.decode(redis.call('HGET', KEYS[2], ARGV[1]) or '{}')
if not credential or string.match(credential, '^(%d+)|') ~= ARGV[2] or state.fence ~= tonumber(ARGV[3]) then
  return 0
end
local after = {fence = state.fence, failures = (state.failures or 0) + 1}
if ARGV[4] ~= '' then
  after.pause = tonumber(ARGV[4])
end
if ARGV[5] ~= '' then
  after.refused = ARGV[5]
end
redis.call('HSET', KEYS[2], ARGV[1], cjson.encode(after))
return 1
