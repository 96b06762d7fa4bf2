-- Keeps the slots of running calls on an account that has limits. KEYS[1] book of the account, see take_lease. ARGV[1] new end in ms, ARGV[2] and on: calls.
-- RETURNS how many were kept. Called by RedisLeases.renew.
local text = redis.call('GET', KEYS[1])
if not text then
  return 0
end
local running = {}
for i = 2, #ARGV do
  running[ARGV[i]] = true
end
local kept = 0
text = string.gsub(text, '~([^,;]+),%d+,', function(call)
  if running[call] then
    kept = kept + 1
    return '~' .. call .. ',' .. ARGV[1] .. ','
  end
end)
redis.call('SET', KEYS[1], text, 'KEEPTTL')
return kept
