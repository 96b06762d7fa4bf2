-- Forgets what was spent under some limits of a key; what running calls hold stays. KEYS[1] book of the key, see admit_call. ARGV: for each limit its name and
-- the letter of its kind.
-- RETURNS how many there were. Called by RedisGate.reset.
local stored = redis.call('HGET', KEYS[1], '@')
if not stored then
  return 0
end
local meters, reset = read_meters(stored), 0
for i = 1, #ARGV, 2 do
  local name, kind = ARGV[i], ARGV[i + 1]
  local meter = meters[name]
  if meter then
    if kind == 's' then
      meters[name] = to_bytes(SLIDING, (of_bytes('>i8', meter)), 0, 0, 0, 0)
    else
      local _, _, held = of_bytes(PLAIN, meter)
      meters[name] = to_bytes(PLAIN, 0, 0, held)
    end
    reset = reset + 1
  end
end
redis.call('HSET', KEYS[1], '@', cmsgpack.pack(meters))
return reset
