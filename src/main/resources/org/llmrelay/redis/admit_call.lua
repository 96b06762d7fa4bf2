-- Admits a call of a key, or says which limit speaks against it; a call that is not admitted changes nothing.
-- KEYS[1] book of the key: a hash with '#', how many calls are in; '~<call>', the ticket of each; '@', the meters of all limits, packed: name to
-- {start of the period, spent, held}, or to {held, step, spent, step, spent...} for a sliding window, whose period is the number of its step;
-- 's<place>', the account of a session: '<fingerprint>,<account>,<ms until which it is remembered>'.
-- ARGV[1] now in ms, ARGV[2] call, or '' for one that uses limits up and leaves no ticket, ARGV[3] slots or 0 for any number, ARGV[4] ms to
-- remember the session, ARGV[5] journal of the call, ARGV[6] fingerprint of the session or '' when there is none, ARGV[7] and ARGV[8] its places,
-- ARGV[9] number of limits; and for each limit: name; kind: w(indow), s(liding), c(alendar) or l(ife); ms: length, step, start or 0; ms: end of
-- the calendar's period or 0; most; amount; 'e' when it is enforced,
-- else '-'; unit: r(equests), t (strict: holds the worst case) or - for one by estimates.
-- A ticket is the journal, a line feed, and the packed holds of the limits in their order: {kind, period, amount, kind, period, amount...}.
-- RETURNS {'in', account or '', {for each limit spent, held, ms at which its period ends or 0}, names of limits that would have refused but are
-- not enforced...}, {'full'}, or {'spent', number of the limit, ms at which it has room again or 0}. Called by RedisGate.enter and RedisGate.use.
local floor, match, format = math.floor, string.match, string.format
local pack, unpack_meters = cmsgpack.pack, cmsgpack.unpack
local KEYS, ARGV, tonumber = KEYS, ARGV, tonumber
local book = KEYS[1]
local now, slots, count = tonumber(ARGV[1]), tonumber(ARGV[3]), tonumber(ARGV[9])

local session = ARGV[6]
local stored = session == '' and redis.call('HMGET', book, '#', '@') or redis.call('HMGET', book, '#', '@', ARGV[7], ARGV[8])
local inside = tonumber(stored[1]) or 0
if slots > 0 and inside >= slots then
  return {'full'}
end

-- Drops the steps that do not count any more, and returns the sum of the others.
local function shift(steps, oldest)
  local kept, sum = 1, 0
  for i = 2, #steps, 2 do
    local step, spent = steps[i], steps[i + 1]
    if step > oldest and spent ~= 0 then
      steps[kept + 1], steps[kept + 2] = step, spent
      kept = kept + 2
      sum = sum + spent
    end
  end
  for i = #steps, kept + 1, -1 do
    steps[i] = nil
  end
  return sum
end

local answer, standings, holds = {'in', ''}, {}, {}
local meters = stored[2] and unpack_meters(stored[2]) or {}
for i = 1, count do
  local base = 8 * i + 2
  local name, kind, unit = ARGV[base], ARGV[base + 1], ARGV[base + 7]
  local length, most, amount = tonumber(ARGV[base + 2]), tonumber(ARGV[base + 4]), tonumber(ARGV[base + 5])
  local meter = meters[name]
  local period, spent, held, reset
  if kind == 's' then
    meter = meter or {0}
    period = floor(now / length)
    spent, held = shift(meter, period - 60), meter[1]
    reset = meter[2] and (meter[2] + 60) * length or 0
  else
    meter = meter or {0, 0, 0}
    period, spent, held, reset = meter[1], meter[2], meter[3], 0
    if kind == 'c' then
      if period < length then
        period, spent = length, 0
      end
      reset = tonumber(ARGV[base + 3])
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
    if ARGV[base + 6] == 'e' then
      return {'spent', i, reset}
    end
    answer[#answer + 1] = name
  end

  if unit == 'r' then
    spent = spent + amount
  else
    held = held + amount
  end
  if kind == 's' then
    meter[1] = held
    if unit == 'r' then
      local last = #meter
      if last > 1 and meter[last - 1] == period then
        meter[last] = meter[last] + amount
      else
        meter[last + 1], meter[last + 2] = period, amount
      end
      reset = (meter[2] + 60) * length
    end
  else
    meter[1], meter[2], meter[3] = period, spent, held
    if kind == 'w' then
      reset = period + length
    end
  end
  meters[name] = meter
  local place = 3 * i
  standings[place - 2], standings[place - 1], standings[place] = spent, held, reset
  holds[place - 2], holds[place - 1], holds[place] = kind, period, amount
end

local written = {}
if ARGV[2] ~= '' then
  written = {'#', inside + 1, '~' .. ARGV[2], ARGV[5] .. '\n' .. pack(holds)}
end
if count > 0 then
  written[#written + 1] = '@'
  written[#written + 1] = pack(meters)
end
for place = 3, #stored do
  local who, account, ends = match(stored[place] or '', '^(%x+),(.*),(%d+)$')
  if who == session and tonumber(ends) > now then
    answer[2] = account
    written[#written + 1] = ARGV[place + 4]
    written[#written + 1] = format('%s,%s,%.0f', who, account, now + tonumber(ARGV[4]))
  end
end
redis.call('HSET', book, unpack(written))
table.insert(answer, 3, standings)
return answer
