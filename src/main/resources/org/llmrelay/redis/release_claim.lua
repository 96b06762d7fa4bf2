-- Gives a claim back, unless another node has it by now. KEYS[1] claim. ARGV[1] node.
-- RETURNS 1 when given back, else 0. Called by RedisClaims.release.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
