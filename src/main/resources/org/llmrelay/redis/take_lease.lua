-- Takes one of an account's slots. KEYS[1] slots of the account.
-- ARGV[1] now in ms, ARGV[2] end of the lease in ms, ARGV[3] call, ARGV[4] how many slots there are, at least 1.
-- RETURNS 1 when taken, 0 when none is free. Called by RedisLeases.take.
if redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[1], '+inf') >= tonumber(ARGV[4]) then
  return 0
end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[3])
return 1
