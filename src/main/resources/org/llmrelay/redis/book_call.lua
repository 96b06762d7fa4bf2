-- Books a call, unless it was booked before: its ticket can be given back once only.
-- KEYS[1] tickets of the key, KEYS[2] ledger, KEYS[3] totals.
-- ARGV[1] call, ARGV[2] how many entries the ledger keeps, ARGV[3] the entry, ARGV[4] field of the totals, ARGV[5] what to add there: whole
-- numbers, apart by commas. Sums are exact below 2^53; a sum that has more numbers than ARGV[5] keeps them.
-- RETURNS 1 when booked, 0 when it was booked before. Called by RedisLedger.book.
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then
  return 0
end
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], '*', 'e', ARGV[3])
local sums = {}
for number in string.gmatch(redis.call('HGET', KEYS[3], ARGV[4]) or '', '%d+') do
  sums[#sums + 1] = number
end
local place = 0
for number in string.gmatch(ARGV[5], '%d+') do
  place = place + 1
  sums[place] = string.format('%.0f', (tonumber(sums[place]) or 0) + tonumber(number))
end
redis.call('HSET', KEYS[3], ARGV[4], table.concat(sums, ','))
return 1
