#!/usr/bin/env bash
# Builds everything and runs every test; installs what tests need where it is missing. Ends with 'N passed, N failed'.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

results=artifacts/test-results
rm -rf "$results"
mkdir -p "$results"

fail() { echo "error: $*" >&2; exit 1; }

# The first of these programs that is there.
find_program() { for name in "$@"; do command -v "$name" && return; done; return 1; }

install() { # program names, then -- and the Debian packages that bring one of them
  local names=()
  while [ "$1" != "--" ]; do names+=("$1"); shift; done
  shift
  find_program "${names[@]}" >/dev/null && return
  command -v apt-get >/dev/null || fail "none of ${names[*]} is on PATH: install one (Debian: $*), then run $0 again"
  echo "Installing $* ..."
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null \
    || fail "could not install $*"
}

command -v dotnet >/dev/null || fail "dotnet is not on PATH: install the .NET 10 SDK"
install curl -- curl
install node -- nodejs
install ip -- iproute2
install chromium chromium-browser google-chrome -- chromium fonts-liberation

dotnet build Paradyze.Discovery.sln --nologo -v quiet -p:MachineTests=true || fail "the build failed"
# The kill loop's full length; plain dotnet test does a tenth of it.
export PARADYZE_KILL_ROUNDS=${PARADYZE_KILL_ROUNDS:-200}
status=0
dotnet test --solution Paradyze.Discovery.sln --no-build -p:MachineTests=true --report-trx --results-directory "$results" || status=$?

count() { grep -ho "$1=\"[0-9]*\"" "$results"/*.trx 2>/dev/null | grep -o '[0-9]*' | awk '{ sum += $1 } END { print sum + 0 }'; }
passed=$(count passed)
failed=$(count failed)
[ "$passed" -gt 0 ] || fail "no test ran"
[ "$failed" -gt 0 ] && status=1
echo "$passed passed, $failed failed"
exit "$status"
