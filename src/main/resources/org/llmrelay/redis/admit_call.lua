-- Admits a call of a key, or says which limit speaks against it; a call that is not admitted changes nothing.
-- KEYS[1] book of the key: a hash with '#', how many calls are in; '~<call>', the ticket of each; '@<limit>', its meter. KEYS[2] affinity of
-- the session; left out when there is none.
-- ARGV[1] now in ms, ARGV[2] call, ARGV[3] slots or 0 for any number, ARGV[4] ms to remember the session, ARGV[5] journal of the call,
-- ARGV[6] number of limits; and for each limit: name; kind: w(indow), s(liding), c(alendar) or l(ife); ms: length, step, start or 0; ms: end of
-- the calendar's period or 0; most; amount; 'e' when it is enforced,
-- else '-'; unit: r(equests), t (strict: holds the worst case) or - for one by estimates.
-- A meter is '<period>:<spent>:<held>', and '<held>|<step>:<spent>|...' for a sliding window. A ticket is '<limit>=<kind>:<period>:<amount>,...;<journal>'.
-- RETURNS {'in', account or '', for each limit '<spent>:<held>:<ms at which its period ends, or 0>' apart by commas, names of limits that would
-- have refused but are not enforced...}, {'full'}, or
-- {'spent', number of the limit, ms at which it has room again or 0}. Called by RedisGate.enter.
local match, gmatch, format, floor = string.match, string.gmatch, string.format, math.floor
local now, slots, count = tonumber(ARGV[1]), tonumber(ARGV[3]), tonumber(ARGV[6])

local fields = {'#'}
for i = 1, count do
  fields[i + 1] = '@' .. ARGV[8 * i - 1]
end
local stored = redis.call('HMGET', KEYS[1], unpack(fields))
local inside = tonumber(stored[1]) or 0
if slots > 0 and inside >= slots then
  return {'full'}
end

-- Numbers that do not change stay the texts that they are: to write a number costs more than anything else here.
local function number(value)
  return format('%.0f', value)
end

-- The steps of a sliding window that still count, as texts, and their sum.
local function live_steps(text, oldest)
  local steps, sum = {}, 0
  for step, spent in gmatch(text, '|(%d+):(%d+)') do
    if tonumber(step) > oldest and spent ~= '0' then
      steps[#steps + 1] = step
      steps[#steps + 1] = spent
      sum = sum + tonumber(spent)
    end
  end
  return steps, sum
end

local answer = {'in', '', ''}
local standings, holds = {}, {}
local written = {'#', number(inside + 1)}
for i = 1, count do
  local base = 8 * i - 1
  local name, kind, enforced, unit = ARGV[base], ARGV[base + 1], ARGV[base + 6], ARGV[base + 7]
  local most, amount = tonumber(ARGV[base + 4]), tonumber(ARGV[base + 5])
  local text = stored[i + 1]
  local period, spent, held, reset = '0', '0', '0', '0'
  local steps, length, sum
  if kind == 's' then
    length = tonumber(ARGV[base + 2])
    local current = floor(now / length)
    period = number(current)
    steps, sum = {}, 0
    if text then
      held = match(text, '^%d+')
      steps, sum = live_steps(text, current - 60)
    end
    reset = steps[1] and number((tonumber(steps[1]) + 60) * length) or '0'
  else
    if text then
      period, spent, held = match(text, '^(%d+):(%d+):(%d+)$')
    end
    if kind == 'c' then
      if tonumber(period) < tonumber(ARGV[base + 2]) then
        period, spent = ARGV[base + 2], '0'
      end
      reset = ARGV[base + 3]
    elseif kind == 'w' then
      length = tonumber(ARGV[base + 2])
      if now >= tonumber(period) + length then
        period, spent = ARGV[1], '0'
      else
        reset = number(tonumber(period) + length)
      end
    end
    sum = tonumber(spent)
  end

  local holding = tonumber(held)
  local fits = sum + holding + amount <= most
  if not fits and unit == '-' then
    -- An estimate may be too high: a call alone may use what is left.
    fits = holding == 0 and sum < most
  end
  if not fits then
    if enforced == 'e' then
      return {'spent', i, reset}
    end
    answer[#answer + 1] = name
  end

  if unit == 'r' then
    sum = sum + amount
    spent = number(sum)
    if steps then
      if steps[#steps - 1] == period then
        steps[#steps] = number(tonumber(steps[#steps]) + amount)
      else
        steps[#steps + 1] = period
        steps[#steps + 1] = ARGV[base + 5]
      end
    end
  else
    held = number(holding + amount)
    if steps then
      spent = number(sum)
    end
  end

  local meter
  if steps then
    meter = held
    for j = 1, #steps, 2 do
      meter = meter .. '|' .. steps[j] .. ':' .. steps[j + 1]
    end
    reset = steps[1] and number((tonumber(steps[1]) + 60) * length) or '0'
  else
    meter = period .. ':' .. spent .. ':' .. held
    if kind == 'w' and reset == '0' then
      reset = number(now + length)
    end
  end
  written[#written + 1] = '@' .. name
  written[#written + 1] = meter
  standings[i] = spent .. ':' .. held .. ':' .. reset
  holds[i] = name .. '=' .. kind .. ':' .. period .. ':' .. ARGV[base + 5]
end
written[#written + 1] = '~' .. ARGV[2]
written[#written + 1] = table.concat(holds, ',') .. ';' .. ARGV[5]
redis.call('HSET', KEYS[1], unpack(written))
answer[3] = table.concat(standings, ',')
if KEYS[2] then
  answer[2] = redis.call('GETEX', KEYS[2], 'PX', ARGV[4]) or ''
end
return answer
