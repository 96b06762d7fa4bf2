-- How meters stand in the field '@' of a key's book: packed, name to text. This part stands before the scripts that read or write them.
-- The meter of a window, of a period of the calendar or of a life is three integers: start of the period, spent, held. That of a sliding window is
-- five: held, spent in all steps, oldest step, newest step, spent in the newest; then come the other steps from the oldest on, each with what was
-- spent in it. In no step nothing was spent; where there is none, all but the first integer are 0.
local PLAIN, SLIDING, STEP, OTHERS = '>i8i8i8', '>i8i8i8i8i8', '>i8i8', 41
-- What a call holds of a limit, in its ticket: kind, period, amount.
local HOLD = '>c1i8i8'
local to_bytes, of_bytes, part, max = struct.pack, struct.unpack, string.sub, math.max
local NEW, NEW_SLIDING = to_bytes(PLAIN, 0, 0, 0), to_bytes(SLIDING, 0, 0, 0, 0, 0)

-- Drops the steps up to one that does not count any more.
local function forget_steps(meter, over)
  local held, spent, oldest, newest, last = of_bytes(SLIDING, meter)
  if last == 0 or oldest > over then
    return meter
  elseif newest <= over then
    return to_bytes(SLIDING, held, 0, 0, 0, 0)
  end
  local at = OTHERS
  oldest = newest
  while at < #meter do
    local step, used = of_bytes(STEP, meter, at)
    if step > over then
      oldest = step
      break
    end
    spent = spent - used
    at = at + 16
  end
  return to_bytes(SLIDING, held, spent, oldest, newest, last) .. part(meter, at)
end

-- Steps and what was spent in them, one after the other, from the oldest on.
local function steps_of(meter)
  local _, _, _, newest, last = of_bytes(SLIDING, meter)
  local steps = {}
  for at = OTHERS, #meter, 16 do
    steps[#steps + 1], steps[#steps + 2] = of_bytes(STEP, meter, at)
  end
  if last > 0 then
    steps[#steps + 1], steps[#steps + 2] = newest, last
  end
  return steps
end

local function sliding(held, steps)
  local count, spent, others = #steps, 0, {}
  if count == 0 then
    return to_bytes(SLIDING, held, 0, 0, 0, 0)
  end
  for i = 1, count, 2 do
    spent = spent + steps[i + 1]
    others[#others + 1] = i < count - 1 and to_bytes(STEP, steps[i], steps[i + 1]) or nil
  end
  return to_bytes(SLIDING, held, spent, steps[1], steps[count - 1], steps[count]) .. table.concat(others)
end

-- Counts what was spent in a step, or takes back some of it, and holds more or less.
local function moved(meter, step, more, holds)
  local held, spent, oldest, newest, last = of_bytes(SLIDING, meter)
  held = max(0, held + holds)
  if more == 0 or step == newest and last + more > 0 then
    return to_bytes(SLIDING, held, spent + more, oldest, newest, last + more) .. part(meter, OTHERS)
  elseif more > 0 and last == 0 then
    return to_bytes(SLIDING, held, more, step, step, more)
  elseif more > 0 and step > newest then
    return to_bytes(SLIDING, held, spent + more, oldest, step, more) .. part(meter, OTHERS) .. to_bytes(STEP, newest, last)
  end
  local steps, place = steps_of(meter), 1
  while steps[place] and steps[place] < step do
    place = place + 2
  end
  if steps[place] == step then
    more = max(0, steps[place + 1] + more)
    if more > 0 then
      steps[place + 1] = more
    else
      table.remove(steps, place + 1)
      table.remove(steps, place)
    end
  elseif more > 0 then
    table.insert(steps, place, more)
    table.insert(steps, place, step)
  end
  return sliding(held, steps)
end

local function oldest_step(meter)
  return (of_bytes('>i8', meter, 17))
end

-- Meters as they stood before this was written: {period, spent, held}, or {held, step, spent, step, spent...}.
local function of_lists(lists)
  local meters = {}
  for name, list in pairs(lists) do
    if string.match(name, '^%w+/sliding') then
      meters[name] = sliding(table.remove(list, 1), list)
    else
      meters[name] = to_bytes(PLAIN, unpack(list))
    end
  end
  return meters
end

local function read_meters(stored)
  local meters = stored and cmsgpack.unpack(stored) or {}
  local _, first = next(meters)
  return type(first) == 'table' and of_lists(meters) or meters
end

