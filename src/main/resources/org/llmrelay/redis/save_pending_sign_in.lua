-- Keeps a sign-in that was begun for a while. KEYS[1] the sign-in. ARGV[1] operator, ARGV[2] record, ARGV[3] milliseconds to keep it.
-- RETURNS nothing. Called by RedisPendingSignIns.save.
redis.call('HSET', KEYS[1], 'operator', ARGV[1], 'record', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
