-- Takes a call in on an account that has limits, or says which of them speaks against it; who is refused has changed nothing. Without a call it only looks.
-- KEYS[1] book of the account: '<minute>:<requests>:<tokens>|<day>:<micro-dollars>|', then for each call that is in
-- '~<call>,<ms at which its slot runs out>,<minute>,<tokens held>,<day>,<micro-dollars held>;' and for each that has ended since somebody came in
-- '=<call>,<tokens used>,<micro-dollars used>;'. What is held counts as used. A slot that ran out is free, and what it held stays counted.
-- ARGV[1] now in ms, ARGV[2] call or '', ARGV[3] end of the lease in ms, ARGV[4] to ARGV[7] limits, 0 for none: calls at once, requests and tokens a minute,
-- micro-dollars a day; ARGV[8] ms at which the day began, ARGV[9] tokens and ARGV[10] micro-dollars that the call may use.
-- RETURNS 0 when taken, else the number of the limit; without a call {calls, requests, tokens, micro-dollars}. Called by RedisLeases.take and load.
local match, gmatch, format, floor = string.match, string.gmatch, string.format, math.floor
local now, call = tonumber(ARGV[1]), ARGV[2]
local most_calls, most_requests, most_tokens, most_cost = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local this_minute, today = format('%.0f', floor(now / 60000)), ARGV[8]
local hold_tokens, hold_cost = tonumber(ARGV[9]), tonumber(ARGV[10])

local text = redis.call('GET', KEYS[1]) or ''
local minute, requests, tokens, day, cost, rest = match(text, '^(%d+):(%d+):(%d+)|(%d+):(%d+)|(.*)$')
if not minute then
  minute, requests, tokens, day, cost, rest = this_minute, 0, 0, today, 0, text
end
requests, tokens, cost = tonumber(requests), tonumber(tokens), tonumber(cost)
if minute ~= this_minute then
  minute, requests, tokens = this_minute, 0, 0
end
if day ~= today then
  day, cost = today, 0
end

local ended = {}
for who, used_tokens, used_cost in gmatch(rest, '=([^,;]+),(%d+),(%d+);') do
  ended[who] = ended[who] or {tonumber(used_tokens), tonumber(used_cost)}
end
local inside, holding_tokens, holding_cost, kept = 0, false, false, {}
for ticket, who, lease, its_minute, held_tokens, its_day, held_cost in
    gmatch(rest, '(~([^,;]+),(%d+),(%d+),(%d+),(%d+),(%d+);)') do
  local used = ended[who]
  if used then
    if its_minute == minute then
      tokens = tokens + used[1] - tonumber(held_tokens)
    end
    if its_day == day then
      cost = cost + used[2] - tonumber(held_cost)
    end
  elseif tonumber(lease) > now then
    inside = inside + 1
    kept[inside] = ticket
    holding_tokens = holding_tokens or (its_minute == minute and held_tokens ~= '0')
    holding_cost = holding_cost or (its_day == day and held_cost ~= '0')
  end
end

if call == '' then
  return {inside, requests, tokens, cost}
end
-- An estimate may be too high: a call alone may use what is left.
local function fits(used, hold, holding, most)
  return most == 0 or used + hold <= most or (not holding and used < most)
end
if most_calls > 0 and inside >= most_calls then
  return 1
elseif most_requests > 0 and requests >= most_requests then
  return 2
elseif not fits(tokens, hold_tokens, holding_tokens, most_tokens) then
  return 3
elseif not fits(cost, hold_cost, holding_cost, most_cost) then
  return 4
end

kept[inside + 1] = format('~%s,%s,%s,%s,%s,%s;', call, ARGV[3], minute, ARGV[9], day, ARGV[10])
local meters = format('%s:%.0f:%.0f|%s:%.0f|', minute, requests + 1, tokens + hold_tokens, day, cost + hold_cost)
-- Longer than a day, whose meter is the longest.
redis.call('SET', KEYS[1], meters .. table.concat(kept), 'PX', 93600000)
return 0
