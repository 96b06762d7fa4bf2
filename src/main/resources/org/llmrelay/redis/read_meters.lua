-- Reads the meters of some limits of a key. KEYS[1] book of the key, see admit_call. ARGV: names of limits.
-- RETURNS for each the numbers of its meter: {start of the period, spent, held}, or {held, step, spent, step, spent...} for a sliding window; none where
-- nothing was ever counted. Called by RedisGate.meters.
local meters, answer = read_meters(redis.call('HGET', KEYS[1], '@')), {}
for i, name in ipairs(ARGV) do
  local meter, numbers = meters[name], {}
  if meter and #meter == #NEW then
    numbers[1], numbers[2], numbers[3] = of_bytes(PLAIN, meter)
  elseif meter then
    numbers = steps_of(meter)
    table.insert(numbers, 1, (of_bytes('>i8', meter)))
  end
  answer[i] = numbers
end
return answer
