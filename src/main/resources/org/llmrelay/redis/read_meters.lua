-- Reads the meters of some limits of a key. KEYS[1] book of the key, see admit_call. ARGV: names of limits.
-- RETURNS for each the numbers of its meter, none where nothing was ever counted. Called by RedisGate.meters.
local stored = redis.call('HGET', KEYS[1], '@')
local meters, answer = stored and cmsgpack.unpack(stored) or {}, {}
for i, name in ipairs(ARGV) do
  answer[i] = meters[name] or {}
end
return answer
