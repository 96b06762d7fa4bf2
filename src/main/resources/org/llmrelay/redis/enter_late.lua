-- Lets a call in that has passed while Redis was away, once, so that book_call finds a ticket for it: its request counts in the periods in which it
-- came, as far as these still count.
-- KEYS[1] book of the key, see admit_call. KEYS[2] marker of the call.
-- ARGV[1] name of the ticket, ARGV[2] ms at which the call came, ARGV[3] ms for which the marker stands, ARGV[4] journal of the call; and for each
-- limit: name; kind, as for admit_call; ms: length, step, start or 0; requests to count.
-- RETURNS 1 when it is in now, 0 when it was let in before. Called by RedisLedger.book.
local floor, tonumber = math.floor, tonumber
if not redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[3]) then
  return 0
end
local at = tonumber(ARGV[2])
local stored = redis.call('HMGET', KEYS[1], '#', '@')
local meters, holds = stored[2] and cmsgpack.unpack(stored[2]) or {}, {}

local function add_to_steps(meter, step, spent)
  for i = #meter - 1, 2, -2 do
    if meter[i] == step then
      meter[i + 1] = meter[i + 1] + spent
      return
    elseif meter[i] < step then
      table.insert(meter, i + 2, spent)
      table.insert(meter, i + 2, step)
      return
    end
  end
  table.insert(meter, 2, spent)
  table.insert(meter, 2, step)
end

for i = 5, #ARGV, 4 do
  local name, kind, from, requests = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3])
  local meter = meters[name] or (kind == 's' and {0} or {0, 0, 0})
  local period = 0
  if kind == 's' then
    period = floor(at / from)
    if requests > 0 then
      add_to_steps(meter, period, requests)
    end
  else
    if kind == 'c' then
      period = from
      if meter[1] < from then
        meter[1], meter[2] = from, 0
      end
    elseif kind == 'w' then
      if at >= meter[1] + from then
        meter[1], meter[2] = at, 0
      end
      -- A window that has begun later, but before this call's own would have ended, takes it in.
      period = meter[1] < at + from and meter[1] or at
    end
    if meter[1] == period then
      meter[2] = meter[2] + requests
    end
  end
  meters[name] = meter
  holds[#holds + 1], holds[#holds + 2], holds[#holds + 3] = kind, period, requests
end

local ticket = ARGV[4] .. '\n' .. cmsgpack.pack(holds)
redis.call('HSET', KEYS[1], '#', (tonumber(stored[1]) or 0) + 1, '~' .. ARGV[1], ticket)
if ARGV[5] then
  redis.call('HSET', KEYS[1], '@', cmsgpack.pack(meters))
end
return 1
