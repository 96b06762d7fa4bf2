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
local meters, holds = read_meters(stored[2]), {}
for i = 5, #ARGV, 4 do
  local name, kind, from, requests = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3])
  local meter = meters[name]
  local period = 0
  if kind == 's' then
    period = floor(at / from)
    meters[name] = moved(meter or NEW_SLIDING, period, requests, 0)
  else
    local began, spent, held = of_bytes(PLAIN, meter or NEW)
    if kind == 'c' then
      period = from
      if began < from then
        began, spent = from, 0
      end
    elseif kind == 'w' then
      if at >= began + from then
        began, spent = at, 0
      end
      -- A window that has begun later, but before this call's own would have ended, takes it in.
      period = began < at + from and began or at
    end
    if began == period then
      spent = spent + requests
    end
    meters[name] = to_bytes(PLAIN, began, spent, held)
  end
  holds[#holds + 1] = to_bytes(HOLD, kind, period, requests)
end

local ticket = ARGV[4] .. '\n' .. table.concat(holds)
redis.call('HSET', KEYS[1], '#', (tonumber(stored[1]) or 0) + 1, '~' .. ARGV[1], ticket)
if ARGV[5] then
  redis.call('HSET', KEYS[1], '@', cmsgpack.pack(meters))
end
return 1
