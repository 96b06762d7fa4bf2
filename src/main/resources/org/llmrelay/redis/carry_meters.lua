-- Begins the meters of some limits of a key at what was spent elsewhere, unless they are there. KEYS[1] book of the key, see admit_call.
-- ARGV: for each limit its name, ms of the start of its period or 0, and what was spent.
-- RETURNS how many it began. Called by RedisGate.carry.
local meters, begun = read_meters(redis.call('HGET', KEYS[1], '@')), 0
for i = 1, #ARGV, 3 do
  local name = ARGV[i]
  if not meters[name] then
    meters[name] = to_bytes(PLAIN, tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2]), 0)
    begun = begun + 1
  end
end
if begun > 0 then
  redis.call('HSET', KEYS[1], '@', cmsgpack.pack(meters))
end
return begun
