-- Asks each query of a slice of a file once.
-- wrk -t 1 -s queries.lua <url> -- <file> <lines to skip> <lines to take>

local queries = {}
local at = 0

function init(args)
  local skip, take = tonumber(args[2]), tonumber(args[3])
  local number = 0
  for line in io.lines(args[1]) do
    number = number + 1
    if number > skip + take then
      break
    end
    if number > skip then
      queries[#queries + 1] = line
    end
  end
end

function request()
  at = at + 1
  if at == #queries + 1 then
    io.stderr:write("the queries ran out: some were asked again\n")
  end
  return wrk.format("GET", queries[(at - 1) % #queries + 1])
end
