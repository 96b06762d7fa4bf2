-- Posts that a call is charged something else from now on, unless it was corrected or forgotten meanwhile; the sums in the key's book follow.
-- KEYS[1] ledger, KEYS[2] what corrected calls are charged, KEYS[3] book of the key.
-- ARGV[1] the call's entry, ARGV[2] what it was charged by the last correction or '', ARGV[3] what it is charged now, ARGV[4] the posting,
-- ARGV[5] what it corrects: '<entry>,<difference of calls charged by guess>'; ARGV[6] field of the sums, ARGV[7] place of the first sum that changes,
-- ARGV[8] and on: differences of the sums from there.
-- RETURNS 1 when corrected, else 0. Called by RedisArchive.correct.
if (redis.call('HGET', KEYS[2], ARGV[1]) or '') ~= ARGV[2] then
  return 0
end
if #redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1]) == 0 then
  return 0
end
redis.call('XADD', KEYS[1], '*', 'e', ARGV[4], 'c', ARGV[5])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
local text = redis.call('HGET', KEYS[3], ARGV[6])
if text then
  local sums, place = {}, 0
  for sum in string.gmatch(text, '%-?%d+') do
    place = place + 1
    local more = place >= tonumber(ARGV[7]) and tonumber(ARGV[8 + place - tonumber(ARGV[7])])
    sums[place] = more and more ~= 0 and string.format('%.0f', tonumber(sum) + more) or sum
  end
  redis.call('HSET', KEYS[3], ARGV[6], table.concat(sums, ','))
end
return 1
