-- Registers ever other instances of a thousand services, with metadata that differs each time: nothing is a repetition.
local n = 0

request = function()
  n = n + 1
  local body = string.format(
    '{"serviceName":"service-%d","instanceId":"i%d","url":"http://10.1.%d.%d:8080","leaseSeconds":300,"metadata":{"version":"1.4.2","n":%d}}',
    n % 1000, n % 10000, math.floor(n / 200) % 200, n % 200, n)
  return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
end
