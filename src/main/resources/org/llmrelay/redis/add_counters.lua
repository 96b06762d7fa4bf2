-- Adds what entries of ledgers come to, and moves the cursors behind them; does nothing when a cursor is not where it must be: then somebody else
-- has counted some of it.
-- KEYS[1] cursors. KEYS[2] and on: tables, and behind them indexes of calls.
-- ARGV: number of cursors, and for each: key, where it must be ('' at the beginning), where it goes; number of tables, and for each: ms at which it
-- expires or 0, the most fields that it may have or 0, number of fields, and each field with what to add: whole numbers, apart by commas. For each
-- index: ms at which it expires, number of calls, and each call's ms and place.
-- In a table that is full, new fields count as '<first two characters>*'. Sums are exact below 2^53.
-- RETURNS 1 when added, else 0. Called by RedisCounters.add.
local gmatch, format, concat = string.gmatch, string.format, table.concat
local at = 0
local function argument()
  at = at + 1
  return ARGV[at]
end

local moves = {}
for i = 1, tonumber(argument()) do
  local key, from, to = argument(), argument(), argument()
  if (redis.call('HGET', KEYS[1], key) or '') ~= from then
    return 0
  end
  moves[2 * i - 1] = key
  moves[2 * i] = to
end
redis.call('HSET', KEYS[1], unpack(moves))

local function plus(text, more)
  local sums, place = {}, 0
  for number in gmatch(text, '%-?%d+') do
    place = place + 1
    sums[place] = number
  end
  place = 0
  for number in gmatch(more, '%-?%d+') do
    place = place + 1
    if not sums[place] then
      sums[place] = number
    elseif number ~= '0' then
      sums[place] = format('%.0f', tonumber(sums[place]) + tonumber(number))
    end
  end
  return concat(sums, ',')
end

local tables = tonumber(argument())
for i = 1, tables do
  local name = KEYS[1 + i]
  local expiry, most, count = argument(), tonumber(argument()), tonumber(argument())
  local fields, more = {}, {}
  for j = 1, count do
    fields[j], more[j] = argument(), argument()
  end
  if count > 0 then
    local room = most > 0 and most - redis.call('HLEN', name) or count
    local stored = redis.call('HMGET', name, unpack(fields))
    local written, others = {}, {}
    for j = 1, count do
      local field, sum = fields[j], more[j]
      if stored[j] then
        sum = plus(stored[j], sum)
      elseif room > 0 then
        room = room - 1
      else
        field = string.sub(field, 1, 2) .. '*'
        local before = others[field] or redis.call('HGET', name, field)
        sum = before and plus(before, sum) or sum
        others[field] = sum
      end
      written[#written + 1] = field
      written[#written + 1] = sum
    end
    redis.call('HSET', name, unpack(written))
    if expiry ~= '0' then
      redis.call('PEXPIREAT', name, expiry)
    end
  end
end

for i = 2 + tables, #KEYS do
  local expiry, count = argument(), tonumber(argument())
  local members = {}
  for j = 1, 2 * count do
    members[j] = argument()
  end
  redis.call('ZADD', KEYS[i], unpack(members))
  redis.call('PEXPIREAT', KEYS[i], expiry)
end
return 1
