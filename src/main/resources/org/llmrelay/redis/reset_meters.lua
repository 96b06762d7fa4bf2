-- Forgets what was spent under some limits of a key; what running calls hold stays. KEYS[1] book of the key, see admit_call. ARGV: fields of meters.
-- RETURNS how many there were. Called by RedisGate.reset.
local reset = 0
for _, field in ipairs(ARGV) do
  local text = redis.call('HGET', KEYS[1], field)
  if text then
    local held = string.match(text, '^%d+:%d+:(%d+)$')
    redis.call('HSET', KEYS[1], field, held and '0:0:' .. held or string.match(text, '^%d+'))
    reset = reset + 1
  end
end
return reset
