-- Books a call, unless it was booked before: its ticket is given back once only. What the call held is let go, and what it used counts in the
-- periods in which it was admitted.
-- KEYS[1] book of the key, see admit_call; its sums stand in fields named '<day>|<model>'. KEYS[2] ledger.
-- ARGV[1] call, ARGV[2] how many entries the ledger keeps, ARGV[3] the entry, or '' for a call that leaves nothing behind; ARGV[4] field of the sums,
-- ARGV[5] what to add there: whole numbers, apart by commas. Sums are exact below 2^53; a sum that has more numbers than ARGV[5] keeps them.
-- ARGV[6] tokens, ARGV[7] micro-dollars, ARGV[8] '1' when the call was never tried: it does not count as a request. ARGV[9] and on: names of the
-- limits that it was admitted under.
-- RETURNS 1 when booked, 0 when it was booked before. Called by RedisLedger.book and RedisGate.leave.
local fields = {'~' .. ARGV[1], '#', ARGV[4]}
for i = 9, #ARGV do
  fields[#fields + 1] = '@' .. ARGV[i]
end
local stored = redis.call('HMGET', KEYS[1], unpack(fields))
local ticket = stored[1]
if not ticket then
  return 0
end
local used = {tokens = tonumber(ARGV[6]), cost = tonumber(ARGV[7])}

local function number(value)
  return string.format('%.0f', value)
end

local function settled(text, period, held, spent)
  local old_period, old_spent, old_held = string.match(text, '^(%d+):(%d+):(%d+)$')
  if old_period == period then
    old_spent = number(math.max(0, tonumber(old_spent) + spent))
  end
  return old_period .. ':' .. old_spent .. ':' .. number(math.max(0, tonumber(old_held) - held))
end

local function settled_sliding(text, step, held, spent)
  local parts = {number(math.max(0, tonumber(string.match(text, '^%d+')) - held))}
  local placed = false
  for old_step, old_spent in string.gmatch(text, '|(%d+):(%d+)') do
    if not placed and tonumber(old_step) > tonumber(step) and spent > 0 then
      parts[#parts + 1] = step .. ':' .. number(spent)
      placed = true
    end
    if old_step == step then
      old_spent = number(math.max(0, tonumber(old_spent) + spent))
      placed = true
    end
    parts[#parts + 1] = old_step .. ':' .. old_spent
  end
  if not placed and spent > 0 then
    parts[#parts + 1] = step .. ':' .. number(spent)
  end
  return table.concat(parts, '|')
end

local written = {'#', number(math.max(0, (tonumber(stored[2]) or 0) - 1))}
for i = 9, #ARGV do
  local name, text = ARGV[i], stored[i - 5]
  for held_name, kind, period, amount in string.gmatch(string.match(ticket, '^[^;]*'), '([^=,]+)=(%a):(%d+):(%d+)') do
    if held_name == name and text then
      local held, spent = tonumber(amount), used[string.match(name, '^%a+')]
      if not spent then
        held, spent = 0, ARGV[8] == '1' and -held or 0
      end
      written[#written + 1] = '@' .. name
      written[#written + 1] = (kind == 's' and settled_sliding or settled)(text, period, held, spent)
    end
  end
end

if ARGV[3] ~= '' then
  local sums = {}
  for sum in string.gmatch(stored[3] or '', '%d+') do
    sums[#sums + 1] = sum
  end
  local place = 0
  for more in string.gmatch(ARGV[5], '%d+') do
    place = place + 1
    sums[place] = number((tonumber(sums[place]) or 0) + tonumber(more))
  end
  written[#written + 1] = ARGV[4]
  written[#written + 1] = table.concat(sums, ',')
  redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], '*', 'e', ARGV[3])
end
redis.call('HDEL', KEYS[1], '~' .. ARGV[1])
redis.call('HSET', KEYS[1], unpack(written))
return 1
