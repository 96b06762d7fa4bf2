-- Adds a user where there is none at all. KEYS[1] records. ARGV[1] username, ARGV[2] record.
-- RETURNS 1 when added, else 0. Called by RedisUsers.addFirst.
if redis.call('HLEN', KEYS[1]) > 0 then
  return 0
end
return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
