-- Admits a call of a key, or says which limit speaks against it; a call that is not admitted changes nothing.
-- KEYS[1] book of the key: a hash with '#', how many calls are in; '~<call>', the ticket of each; '@<limit>', its meter. KEYS[2] affinity of
-- the session; left out when there is none.
-- ARGV[1] now in ms, ARGV[2] call, ARGV[3] slots or 0 for any number, ARGV[4] ms to remember the session, ARGV[5] journal of the call,
-- ARGV[6] number of limits; and for each limit: name; kind: w(indow), s(liding), c(alendar) or l(ife); ms: length, step, start or 0; ms: end of
-- the calendar's period or 0; most; amount; flags: e(nforced), r(equests), t (strict: holds the worst case).
-- A meter is '<period>:<spent>:<held>', and '<held>|<step>:<spent>|...' for a sliding window. A ticket is '<limit>=<kind>:<period>:<amount>,...;<journal>'.
-- RETURNS {'in', account or '', names of limits that would have refused but are not enforced...}, {'full'}, or
-- {'spent', number of the limit, ms at which it has room again or 0}. Called by RedisGate.enter.
local now, slots, count = tonumber(ARGV[1]), tonumber(ARGV[3]), tonumber(ARGV[6])

local fields = {'#'}
for i = 1, count do
  fields[i + 1] = '@' .. ARGV[7 * i]
end
local stored = redis.call('HMGET', KEYS[1], unpack(fields))
local inside = tonumber(stored[1]) or 0
if slots > 0 and inside >= slots then
  return {'full'}
end

local function number(value)
  return string.format('%.0f', value)
end

local function read(text, kind, a, z)
  local meter = {period = 0, spent = 0, held = 0, steps = {}, reset = 0}
  if kind == 's' then
    local current = math.floor(now / a)
    meter.period = current
    if text then
      meter.held = tonumber(string.match(text, '^%d+'))
      for step, spent in string.gmatch(text, '|(%d+):(%d+)') do
        if tonumber(step) > current - 60 and tonumber(spent) > 0 then
          meter.steps[#meter.steps + 1] = {tonumber(step), tonumber(spent)}
          meter.spent = meter.spent + tonumber(spent)
        end
      end
    end
    meter.reset = meter.steps[1] and (meter.steps[1][1] + 60) * a or 0
    return meter
  end
  if text then
    local period, spent, held = string.match(text, '^(%d+):(%d+):(%d+)$')
    meter.period, meter.spent, meter.held = tonumber(period), tonumber(spent), tonumber(held)
  end
  if kind == 'w' then
    if now >= meter.period + a then
      meter.period, meter.spent = now, 0
    else
      meter.reset = meter.period + a
    end
  elseif kind == 'c' then
    if meter.period < a then
      meter.period, meter.spent = a, 0
    end
    meter.reset = z
  end
  return meter
end

local function write(meter, kind)
  if kind ~= 's' then
    return number(meter.period) .. ':' .. number(meter.spent) .. ':' .. number(meter.held)
  end
  local parts = {number(meter.held)}
  for _, step in ipairs(meter.steps) do
    parts[#parts + 1] = number(step[1]) .. ':' .. number(step[2])
  end
  return table.concat(parts, '|')
end

local function spend(meter, kind, amount)
  meter.spent = meter.spent + amount
  if kind == 's' then
    local last = meter.steps[#meter.steps]
    if last and last[1] == meter.period then
      last[2] = last[2] + amount
    else
      meter.steps[#meter.steps + 1] = {meter.period, amount}
    end
  end
end

local answer = {'in', ''}
local written = {'#', number(inside + 1)}
local holds = {}
for i = 1, count do
  local base = 7 * i
  local name, kind, flags = ARGV[base], ARGV[base + 1], ARGV[base + 6]
  local most, amount = tonumber(ARGV[base + 4]), tonumber(ARGV[base + 5])
  local meter = read(stored[i + 1], kind, tonumber(ARGV[base + 2]), tonumber(ARGV[base + 3]))
  local requests = string.find(flags, 'r', 1, true)
  local fits = meter.spent + meter.held + amount <= most
  if not fits and not requests and not string.find(flags, 't', 1, true) then
    -- An estimate may be too high: a call alone may use what is left.
    fits = meter.held == 0 and meter.spent < most
  end
  if not fits then
    if string.find(flags, 'e', 1, true) then
      return {'spent', i, number(meter.reset)}
    end
    answer[#answer + 1] = name
  end
  if requests then
    spend(meter, kind, amount)
  else
    meter.held = meter.held + amount
  end
  written[#written + 1] = '@' .. name
  written[#written + 1] = write(meter, kind)
  holds[i] = name .. '=' .. kind .. ':' .. number(meter.period) .. ':' .. number(amount)
end
written[#written + 1] = '~' .. ARGV[2]
written[#written + 1] = table.concat(holds, ',') .. ';' .. ARGV[5]
redis.call('HSET', KEYS[1], unpack(written))
if KEYS[2] then
  answer[2] = redis.call('GETEX', KEYS[2], 'PX', ARGV[4]) or ''
end
return answer
