-- Books a call, unless it was booked before: its ticket is given back once only. What the call held is let go, and what it used counts in the
-- periods in which it was admitted. The session that it has bound to its account is remembered in the one of its two places that is its own, free or
-- free sooner; of some other places those whose sessions are over are cleared.
-- KEYS[1] book of the key, see admit_call; its sums stand in fields named '<day>|<model>'. KEYS[2] ledger.
-- ARGV[1] name of the ticket, ARGV[2] the entry, or '' for a call that leaves nothing behind; ARGV[3] field of the sums,
-- ARGV[4] what to add there: whole numbers, apart by commas. Sums are exact below 2^53; a sum that has more numbers than ARGV[4] keeps them.
-- ARGV[5] tokens, ARGV[6] micro-dollars, ARGV[7] '1' when the call was never tried: it does not count as a request.
-- ARGV[8] number of places that follow ARGV[11], 0 when no session was bound: then ARGV[9] to ARGV[11] are left out, too. ARGV[9] now in ms,
-- ARGV[10] ms until which the session is remembered, ARGV[11] its fingerprint, a comma, its account. Then the places: its own two, and some others.
-- Then names of the limits that it was admitted under, in that order.
-- RETURNS 1 when booked, 0 when it was booked before. Called by RedisLedger.book and RedisGate.takeBackDoubtful.
local gmatch, match, find, sub, format = string.gmatch, string.match, string.find, string.sub, string.format
local KEYS, ARGV, tonumber = KEYS, ARGV, tonumber
local book, ticket_field = KEYS[1], '~' .. ARGV[1]
local places = tonumber(ARGV[8])
local limits = places > 0 and 12 + places or 9
local stored = redis.call('HMGET', book, ticket_field, '#', ARGV[3], '@', unpack(ARGV, 12, 11 + places))
local ticket = stored[1]
if not ticket then
  return 0
end

local function settled(meter, kind, period, held, spent)
  if kind == 's' then
    return moved(meter, period, spent, -held)
  end
  local began, used, holding = of_bytes(PLAIN, meter)
  if began == period then
    used = max(0, used + spent)
  end
  return to_bytes(PLAIN, began, used, max(0, holding - held))
end

local written = {'#', max(0, (tonumber(stored[2]) or 0) - 1)}
local at = find(ticket, '\n', 1, true) + 1
if ARGV[limits] and stored[4] and #ticket - at == 17 * (#ARGV - limits) + 16 then
  local tokens, cost, untried = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7] == '1'
  local meters = read_meters(stored[4])
  for i = limits, #ARGV do
    local name = ARGV[i]
    local kind, period, held = of_bytes(HOLD, ticket, at)
    at = at + 17
    -- Forgotten while nothing counted in it and this call held nothing.
    local meter = meters[name] or kind == 's' and NEW_SLIDING
    if meter then
      local spent
      if sub(name, 1, 6) == 'tokens' then
        spent = tokens
      elseif sub(name, 1, 4) == 'cost' then
        spent = cost
      else
        spent, held = untried and -held or 0, 0
      end
      meters[name] = settled(meter, kind, period, held, spent)
    end
  end
  written[3], written[4] = '@', cmsgpack.pack(meters)
end

if ARGV[2] ~= '' then
  local sums = {}
  for sum in gmatch(stored[3] or '', '%-?%d+') do
    sums[#sums + 1] = sum
  end
  local place = 0
  for more in gmatch(ARGV[4], '%d+') do
    place = place + 1
    local sum = sums[place]
    if not sum then
      sums[place] = more
    elseif more ~= '0' then
      sums[place] = format('%.0f', tonumber(sum) + tonumber(more))
    end
  end
  written[#written + 1] = ARGV[3]
  written[#written + 1] = table.concat(sums, ',')
  redis.call('XADD', KEYS[2], '*', 'e', ARGV[2])
end

local cleared = {ticket_field}
if places > 0 then
  local now, best, best_ends = tonumber(ARGV[9])
  local own = sub(ARGV[11], 1, find(ARGV[11], ',', 1, true))
  for i = 1, places do
    local text, place = stored[4 + i], ARGV[11 + i]
    local ends = text and tonumber(match(text, '%d+$')) or 0
    if text and sub(text, 1, #own) == own then
      ends = -1
    end
    if i <= 2 then
      if not best or ends < best_ends then
        best, best_ends = place, ends
      end
    elseif text and ends >= 0 and ends <= now and place ~= best then
      cleared[#cleared + 1] = place
    end
  end
  written[#written + 1] = best
  written[#written + 1] = ARGV[11] .. ',' .. ARGV[10]
end
redis.call('HDEL', book, unpack(cleared))
redis.call('HSET', book, unpack(written))
return 1
