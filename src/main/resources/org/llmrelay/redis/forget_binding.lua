-- Forgets that a session goes to an account, unless it goes to another one by now. KEYS[1] affinity of the session. ARGV[1] account.
-- RETURNS 1 when forgotten, else 0. Called by RedisLeases.take.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
