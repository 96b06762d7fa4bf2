-- Puts sums of one slice right, all of them or, when one is not what it was when it was read, none.
-- KEYS[1] table of keys, KEYS[2] table of all others.
-- ARGV[1] ms at which they expire or 0; and for each table: number of fields, and for each: field, what was read, what is right; '0' is nothing.
-- RETURNS 1 when done, else 0. Called by RedisCounters.mend.
local at = 1
local function argument()
  at = at + 1
  return ARGV[at]
end

-- Zeros at the end may be there or not.
local function plain(text)
  local cut
  repeat
    text, cut = string.gsub(text or '0', ',0$', '')
  until cut == 0
  return text
end

local all = {}
for i = 1, 2 do
  for _ = 1, tonumber(argument()) do
    local field, read, right = argument(), argument(), argument()
    if plain(redis.call('HGET', KEYS[i], field)) ~= read then
      return 0
    end
    all[#all + 1] = {KEYS[i], field, right}
  end
end
for _, one in ipairs(all) do
  if one[3] == '0' then
    redis.call('HDEL', one[1], one[2])
  else
    redis.call('HSET', one[1], one[2], one[3])
    if ARGV[1] ~= '0' then
      redis.call('PEXPIREAT', one[1], ARGV[1])
    end
  end
end
return 1
