-- Admits a call of a key, or says which limit speaks against it; a call that is not admitted changes nothing.
-- KEYS[1] book of the key: a hash with '#', how many calls are in; '~<call>', the ticket of each; '@', the meters of all limits, see meters.lua;
-- 's<place>', the account of a session: '<fingerprint>,<account>,<ms until which it is remembered>'.
-- ARGV[1] now in ms, ARGV[2] call, or '' for one that uses limits up and leaves no ticket, ARGV[3] slots or 0 for any number, ARGV[4] ms to
-- remember the session, ARGV[5] journal of the call, ARGV[6] fingerprint of the session or '' when there is none, ARGV[7] and ARGV[8] its places,
-- ARGV[9] the limits, 35 bytes each: kind: w(indow), s(liding), c(alendar) or l(ife); unit: r(equests), t (strict: holds the worst case) or - for one
-- by estimates; 'e' when it is enforced, else '-'; and four integers: ms: length, step, start or 0; ms: end of the calendar's period or 0; most;
-- amount. Then the names of the limits.
-- A ticket is the journal, a line feed, and what the call holds of the limits in their order, 17 bytes each: kind, period, amount.
-- RETURNS {'in', account or '', {for each limit spent, held, ms at which its period ends or 0}, names of limits that would have refused but are
-- not enforced...}, {'full'}, or {'spent', number of the limit, ms at which it has room again or 0}. Called by RedisGate.enter and RedisGate.use.
local floor, match, format = math.floor, string.match, string.format
local KEYS, ARGV, tonumber = KEYS, ARGV, tonumber
local book, limits, count = KEYS[1], ARGV[9], #ARGV - 9
local now, slots = tonumber(ARGV[1]), tonumber(ARGV[3])

local session = ARGV[6]
local stored = session == '' and redis.call('HMGET', book, '#', '@') or redis.call('HMGET', book, '#', '@', ARGV[7], ARGV[8])
local inside = tonumber(stored[1]) or 0
if slots > 0 and inside >= slots then
  return {'full'}
end

local answer, standings, holds = {'in', ''}, {}, {}
local meters = count > 0 and read_meters(stored[2])
for i = 1, count do
  local name = ARGV[9 + i]
  local kind, unit, enforced, length, ends, most, amount = of_bytes('>c1c1c1i8i8i8i8', limits, 35 * i - 34)
  local meter, period, spent, held, reset = meters[name], nil, nil, nil, 0
  if kind == 's' then
    local oldest, newest, last
    period = floor(now / length)
    meter = forget_steps(meter or NEW_SLIDING, period - 60)
    held, spent, oldest, newest, last = of_bytes(SLIDING, meter)
    reset = last > 0 and (oldest + 60) * length or 0
  else
    period, spent, held = of_bytes(PLAIN, meter or NEW)
    if kind == 'c' then
      if period < length then
        period, spent = length, 0
      end
      reset = ends
    elseif kind == 'w' then
      if now >= period + length then
        period, spent = now, 0
      else
        reset = period + length
      end
    end
  end

  local fits = spent + held + amount <= most
  if not fits and unit == '-' then
    -- An estimate may be too high: a call alone may use what is left.
    fits = held == 0 and spent < most
  end
  if not fits then
    if enforced == 'e' then
      return {'spent', i, reset}
    end
    answer[#answer + 1] = name
  end

  if unit == 'r' then
    spent = spent + amount
  else
    held = held + amount
  end
  if kind ~= 's' then
    meter = to_bytes(PLAIN, period, spent, held)
    if kind == 'w' then
      reset = period + length
    end
  elseif unit == 'r' then
    meter = moved(meter, period, amount, 0)
    reset = (oldest_step(meter) + 60) * length
  else
    meter = moved(meter, period, 0, amount)
  end
  meters[name] = meter
  local place = 3 * i
  standings[place - 2], standings[place - 1], standings[place] = spent, held, reset
  holds[i] = to_bytes(HOLD, kind, period, amount)
end

local written = {}
if ARGV[2] ~= '' then
  written = {'#', inside + 1, '~' .. ARGV[2], ARGV[5] .. '\n' .. table.concat(holds)}
end
if count > 0 then
  written[#written + 1] = '@'
  written[#written + 1] = cmsgpack.pack(meters)
end
for place = 3, #stored do
  local who, account, until_ms = match(stored[place] or '', '^(%x+),(.*),(%d+)$')
  if who == session and tonumber(until_ms) > now then
    answer[2] = account
    written[#written + 1] = ARGV[place + 4]
    written[#written + 1] = format('%s,%s,%.0f', who, account, now + tonumber(ARGV[4]))
  end
end
redis.call('HSET', book, unpack(written))
table.insert(answer, 3, standings)
return answer
