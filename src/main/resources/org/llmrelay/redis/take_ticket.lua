-- Lets a call of a key in when one of the key's slots is free, and looks up where its session went last.
-- KEYS[1] tickets of the key. KEYS[2] affinity of the session; left out when there is none.
-- ARGV[1] now in ms, ARGV[2] end of the lease in ms, ARGV[3] call, ARGV[4] slots or 0 for any number, ARGV[5] ms to remember the session.
-- RETURNS when full: a number, ms until the next slot runs out. When inside: the account of the session as text, or nil.
-- Called by RedisGate.enter.
local running = '(' .. ARGV[1]
local slots = tonumber(ARGV[4])
if slots > 0 and redis.call('ZCOUNT', KEYS[1], running, '+inf') >= slots then
  local next_end = redis.call('ZRANGEBYSCORE', KEYS[1], running, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2]
  return tonumber(next_end) - tonumber(ARGV[1])
end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[3])
if KEYS[2] then
  return redis.call('GETEX', KEYS[2], 'PX', ARGV[5])
end
return false
