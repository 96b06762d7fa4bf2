-- Forgets what a key's meters counted in periods that are over; what running calls hold stays.
-- A meter that is not there counts from nothing, like one whose period is over.
-- A window is remembered for longer: a call that passed in it while Redis was away, and is booked later, must not begin one of its own.
-- KEYS[1] book of the key, see admit_call. ARGV[1] now in ms, ARGV[2] ms within which such calls are booked; then for each limit of the key its name,
-- the letter of its kind, and ms: its length, step, the start of its calendar's period, or 0.
-- RETURNS how many meters were forgotten. Called by RedisGate.turnOver.
local stored = redis.call('HGET', KEYS[1], '@')
if not stored then
  return 0
end
local now, late, rules = tonumber(ARGV[1]), tonumber(ARGV[2]), {}
for i = 3, #ARGV, 3 do
  rules[ARGV[i]] = {ARGV[i + 1], tonumber(ARGV[i + 2])}
end

local function is_over(meter, kind, length)
  if kind == 's' then
    local held, _, _, newest = of_bytes(SLIDING, meter)
    return held == 0 and newest <= math.floor(now / length) - 60
  end
  local began, _, held = of_bytes(PLAIN, meter)
  if held ~= 0 or kind == 'l' then
    return false
  elseif kind == 'w' then
    return now >= began + length + late
  end
  return began < length
end

local meters, kept, forgotten = read_meters(stored), {}, 0
for name, meter in pairs(meters) do
  local rule = rules[name]
  if rule and is_over(meter, rule[1], rule[2]) then
    forgotten = forgotten + 1
  else
    kept[name] = meter
  end
end
if forgotten > 0 then
  redis.call('HSET', KEYS[1], '@', cmsgpack.pack(kept))
end
return forgotten
