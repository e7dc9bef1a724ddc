-- Asks for the comparison of each pair of a slice of a file once, and prints how many were answered, then median,
-- 95 and 99 in 100 and longest in milliseconds.
-- wrk -t 1 -c 1 -d <longer than it takes> -s pairs.lua <url> -- <pairs> <lines to skip> <lines to take>

local targets = {}
local at = 0

local function quoted(tag)
  return (tag:gsub("%+", "%%2B"))
end

function init(args)
  local skip, take = tonumber(args[2]), tonumber(args[3])
  local number = 0
  for line in io.lines(args[1]) do
    number = number + 1
    if number > skip + take then
      break
    end
    if number > skip then
      local name, from, to = line:match("(%S+) (%S+) (%S+)")
      targets[#targets + 1] = "/api/v1/recipes/bench/" .. name .. "/compare?from=" .. quoted(from) .. "&to=" .. quoted(to)
    end
  end
end

function request()
  at = at + 1
  return wrk.format("GET", targets[math.min(at, #targets)])
end

function response(status, headers, body)
  if not body:find('"aspect"', 1, true) then
    io.stderr:write("no difference found: " .. targets[math.min(at, #targets)] .. "\n")
  end
  if at >= #targets then
    wrk.thread:stop()
  end
end

function done(summary, latency)
  local errors = summary.errors
  if errors.connect + errors.read + errors.write + errors.status + errors.timeout > 0 then
    io.write("some were not answered\n")
    return
  end
  io.write(string.format("%d\t%.3f\t%.3f\t%.3f\t%.3f\n", summary.requests, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
