-- Claims the renewal of an account's credential. KEYS[1] credentials, KEYS[2] renewals.
-- ARGV[1] account, ARGV[2] version that is not good any more, ARGV[3] now, ARGV[4] end of the claim, ARGV[5] '1' to pass over a pause or refusal.
-- RETURNS {'held', credential, fence, failures}, {'newer', credential}, {'taken', until}, {'paused', until}, {'refused', code} or {'missing'}.
-- Called by RedisCredentials.claim.
local credential = redis.call('HGET', KEYS[1], ARGV[1])
if not credential then
  return {'missing'}
end
if tonumber(string.match(credential, '^(%d+)|')) > tonumber(ARGV[2]) then
  return {'newer', credential}
end
local forced = ARGV[5] == '1'
local now = tonumber(ARGV[3])
local state = cjson.decode(redis.call('HGET', KEYS[2], ARGV[1]) or '{}')
if state.refused and not forced then
  return {'refused', state.refused}
end
if (state['until'] or 0) > now then
  return {'taken', string.format('%d', state['until'])}
end
if (state.pause or 0) > now and not forced then
  return {'paused', string.format('%d', state.pause)}
end
state.fence = (state.fence or 0) + 1
state['until'] = tonumber(ARGV[4])
redis.call('HSET', KEYS[2], ARGV[1], cjson.encode(state))
return {'held', credential, string.format('%d', state.fence), string.format('%d', state.failures or 0)}
