-- Books a call, unless it was booked before: its ticket is given back once only. What the call held is let go, and what it used counts in the
-- periods in which it was admitted.
-- KEYS[1] book of the key, see admit_call; its sums stand in fields named '<day>|<model>'. KEYS[2] ledger.
-- ARGV[1] call, ARGV[2] how many entries the ledger keeps, ARGV[3] the entry, or '' for a call that leaves nothing behind; ARGV[4] field of the sums,
-- ARGV[5] what to add there: whole numbers, apart by commas. Sums are exact below 2^53; a sum that has more numbers than ARGV[5] keeps them.
-- ARGV[6] tokens, ARGV[7] micro-dollars, ARGV[8] '1' when the call was never tried: it does not count as a request. ARGV[9] and on: names of the
-- limits that it was admitted under.
-- RETURNS 1 when booked, 0 when it was booked before. Called by RedisLedger.book and RedisGate.takeBackDoubtful.
local match, gmatch, format, max = string.match, string.gmatch, string.format, math.max
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

-- A number and another one, never below zero. Nothing added leaves the text as it is.
local function plus(text, more)
  return more == 0 and text or format('%.0f', max(0, tonumber(text) + more))
end

local function settled(text, period, held, spent)
  local old_period, old_spent, old_held = match(text, '^(%d+):(%d+):(%d+)$')
  if old_period == period then
    old_spent = plus(old_spent, spent)
  end
  return old_period .. ':' .. old_spent .. ':' .. plus(old_held, -held)
end

local function settled_sliding(text, step, held, spent)
  local meter = plus(match(text, '^%d+'), -held)
  local placed = spent == 0
  for old_step, old_spent in gmatch(text, '|(%d+):(%d+)') do
    if not placed and tonumber(old_step) > tonumber(step) and spent > 0 then
      meter = meter .. '|' .. step .. ':' .. plus('0', spent)
      placed = true
    end
    if not placed and old_step == step then
      old_spent = plus(old_spent, spent)
      placed = true
    end
    meter = meter .. '|' .. old_step .. ':' .. old_spent
  end
  if not placed and spent > 0 then
    meter = meter .. '|' .. step .. ':' .. plus('0', spent)
  end
  return meter
end

local holds = {}
for name, kind, period, amount in gmatch(match(ticket, '^[^;]*'), '([^=,]+)=(%a):(%d+):(%d+)') do
  holds[name] = {kind, period, amount}
end
local written = {'#', plus(stored[2] or '0', -1)}
for i = 9, #ARGV do
  local name, text = ARGV[i], stored[i - 5]
  local hold = holds[name]
  if hold and text then
    local held, spent = tonumber(hold[3]), used[match(name, '^%a+')]
    if not spent then
      held, spent = 0, ARGV[8] == '1' and -held or 0
    end
    if held ~= 0 or spent ~= 0 then
      written[#written + 1] = '@' .. name
      written[#written + 1] = (hold[1] == 's' and settled_sliding or settled)(text, hold[2], held, spent)
    end
  end
end

if ARGV[3] ~= '' then
  local sums = {}
  for sum in gmatch(stored[3] or '', '%d+') do
    sums[#sums + 1] = sum
  end
  local place = 0
  for more in gmatch(ARGV[5], '%d+') do
    place = place + 1
    sums[place] = sums[place] and plus(sums[place], tonumber(more)) or more
  end
  written[#written + 1] = ARGV[4]
  written[#written + 1] = table.concat(sums, ',')
  redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], '*', 'e', ARGV[3])
end
redis.call('HDEL', KEYS[1], '~' .. ARGV[1])
redis.call('HSET', KEYS[1], unpack(written))
return 1
