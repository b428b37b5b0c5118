#!/usr/bin/env bash
# Loads the registry over HTTP beside the least that a server on Kestrel can do for the same request, in turn, and prints medians and
# spread. Needs wrk (Debian: wrk). Everything listens on loopback, and every run is bounded.
#   bench/load.sh [rounds] [seconds a run]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-5}
seconds=${2:-5}

command -v wrk >/dev/null || { echo "error: wrk is not on PATH (Debian: apt-get install wrk)" >&2; exit 1; }
dotnet build -c Release --nologo -v quiet bench/Paradyze.Benchmarks
registry=Paradyze.Registry/bin/Release/net10.0/Paradyze.Registry.dll
bench=bench/Paradyze.Benchmarks/bin/Release/net10.0/Paradyze.Benchmarks.dll
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait; rm -rf "$work"' EXIT

start() { # port, command...
  local port=$1; shift
  "$@" >"$work/$port.log" 2>&1 &
  pids+=($!)
  for _ in $(seq 100); do curl -s -o /dev/null "http://127.0.0.1:$port/" && return; sleep 0.1; done
  echo "error: nothing answers on port $port" >&2; cat "$work/$port.log" >&2; exit 1
}

registry() { # port, journal
  mkdir -p "$work/data-$1"
  SERVICE_REGISTRY_PORT=$1 SERVICE_REGISTRY_DATA="$work/data-$1" Registry__Journal__Kind=$2 Logging__LogLevel__Default=Warning \
    start "$1" dotnet exec "$registry"
}

register() { # port, name, url
  curl -sf -o /dev/null -X POST "http://127.0.0.1:$1/register" -H 'Content-Type: application/json' \
    -d "{\"serviceName\":\"$2\",\"url\":\"$3\",\"metadata\":{\"version\":\"1.4.2\",\"endpoints\":{\"api\":\"/api/v1\"}}}"
}

rate() { wrk "$@" | awk '/Requests\/sec/ { print $2 } /Non-2xx/ { print "error: " $0 > "/dev/stderr" }'; }

summary() { sort -n "$1" | awk -v name="$2" '{ v[NR] = $1 } END { printf "%-34s median %9.0f /s   min %9.0f   max %9.0f\n", name, v[int((NR + 1) / 2)], v[1], v[NR] }'; }

ratio() { paste "$1" "$2" | awk '{ print $1 / $2 }' | sort -n | awk -v name="$3" '{ v[NR] = $1 } END { printf "%-34s median %9.2f      min %9.2f   max %9.2f\n", name, v[int((NR + 1) / 2)], v[1], v[NR] }'; }

registry 28399 File
registry 28398 Memory
for i in 1 2 3; do register 28399 orders "http://10.0.0.$i:8080"; done
curl -sf http://127.0.0.1:28399/services/orders -o "$work/answer.json"
start 28397 dotnet exec "$bench" serve-bytes 28397 "$work/answer.json"
start 28396 dotnet exec "$bench" serve-fdatasync 28396 "$work/appended"

for _ in $(seq "$rounds"); do
  rate -t1 -c32 -d"${seconds}s" http://127.0.0.1:28399/services/orders >>"$work/read"
  rate -t1 -c32 -d"${seconds}s" http://127.0.0.1:28397/services/orders >>"$work/bytes"
done
echo "read of a service over HTTP, 32 connections"
summary "$work/read" "registry"
summary "$work/bytes" "bare Kestrel, the same bytes"
ratio "$work/read" "$work/bytes" "ratio"

for _ in $(seq "$rounds"); do
  rate -t1 -c64 -d"${seconds}s" -s bench/register.lua http://127.0.0.1:28399/register >>"$work/file"
  rate -t1 -c64 -d"${seconds}s" -s bench/register.lua http://127.0.0.1:28398/register >>"$work/memory"
  rate -t1 -c64 -d"${seconds}s" -s bench/register.lua http://127.0.0.1:28396/register >>"$work/synced"
done
echo "POST /register, 64 connections, every one a change"
summary "$work/file" "durable"
summary "$work/memory" "in-memory journal"
summary "$work/synced" "bare Kestrel, one fdatasync each"
ratio "$work/file" "$work/memory" "durable to in-memory"
ratio "$work/file" "$work/synced" "durable to one fdatasync each"
