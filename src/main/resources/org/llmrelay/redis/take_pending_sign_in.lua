-- Takes a sign-in that was begun, if it is the operator's. KEYS[1] the sign-in. ARGV[1] operator.
-- RETURNS it, or nil when there is none or it is somebody else's. Called by RedisPendingSignIns.take.
local owner, record = unpack(redis.call('HMGET', KEYS[1], 'operator', 'record'))
if owner ~= ARGV[1] then
  return false
end
redis.call('DEL', KEYS[1])
return record
