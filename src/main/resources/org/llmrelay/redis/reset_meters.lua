-- Forgets what was spent under some limits of a key; what running calls hold stays. KEYS[1] book of the key, see admit_call. ARGV: for each limit its name and
-- the letter of its kind.
-- RETURNS how many there were. Called by RedisGate.reset.
local stored = redis.call('HGET', KEYS[1], '@')
if not stored then
  return 0
end
local meters, reset = cmsgpack.unpack(stored), 0
for i = 1, #ARGV, 2 do
  local name, kind = ARGV[i], ARGV[i + 1]
  local meter = meters[name]
  if meter then
    meters[name] = kind == 's' and {meter[1]} or {0, 0, meter[3]}
    reset = reset + 1
  end
end
redis.call('HSET', KEYS[1], '@', cmsgpack.pack(meters))
return reset
