#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets up, builds and runs Thecal.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
# shellcheck source=data/packages/install.sh
. data/packages/install.sh

usage() {
  cat <<'TEXT'
Usage: ./run.sh [--bluetooth | --build-only]

Installs the packages that are missing (apt-get), builds into build/ and runs a
simulated pump, the monitor and the caregiver window. Without a display the
monitor's news is shown in the terminal. Closing the window or Ctrl+C ends all.

  --bluetooth   listen to real pumps instead of a simulated one
  --build-only  stop after the build
  --help        this text
TEXT
}

bluetooth=false
build_only=false
for argument in "$@"; do
  case $argument in
    --bluetooth) bluetooth=true ;;
    --build-only) build_only=true ;;
    --help | -h) usage; exit 0 ;;
    *) echo "run.sh: $argument: unknown option, see ./run.sh --help" >&2; exit 2 ;;
  esac
done

install_packages build run
[ -f build/build.ninja ] || meson setup build
ninja -C build
$build_only && exit 0

scratch=$(mktemp -d "${TMPDIR:-/tmp}/thecal.XXXXXX")
pids=()

# Ends what was started here, last first, each by its own pid.
# shellcheck disable=SC2317 # the traps call it
end_all() {
  local i
  trap - EXIT
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill "${pids[i]}" 2>/dev/null || continue
    wait "${pids[i]}" 2>/dev/null || true
  done
  rm -rf "$scratch"
}
trap end_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

start() {
  "$@" </dev/null &
  pids+=($!)
}

# Waits until file $1 has content, at most 20 s, as long as process $2 lives.
await_file() {
  local n
  for ((n = 0; n < 200; n++)); do
    [ -s "$1" ] && return 0
    kill -0 "$2" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ] && [ -S "${XDG_RUNTIME_DIR:-/nonexistent}/bus" ]; then
  export DBUS_SESSION_BUS_ADDRESS="unix:path=$XDG_RUNTIME_DIR/bus"
fi
if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then
  start dbus-daemon --session --nofork --nopidfile --nosyslog --print-address 3 3>"$scratch/session" 2>"$scratch/session.log"
  await_file "$scratch/session" "$!" || { echo "run.sh: no session bus could be started" >&2; exit 1; }
  DBUS_SESSION_BUS_ADDRESS=$(cat "$scratch/session")
  export DBUS_SESSION_BUS_ADDRESS
fi

if $bluetooth; then
  start build/monitor/service/thecal-monitor
else
  echo "SIMULATED: this pump exists only here."
  start build/monitor/sim/thecal-sim --stand-in --address-file "$scratch/system" >"$scratch/sim.log"
  await_file "$scratch/system" "$!" || { echo "run.sh: the simulated pump did not start" >&2; exit 1; }
  # Simulated readings never reach the state that is kept of a real pump, nor do walkthroughs; and the
  # care plan of a real one is not that of this
  export THECAL_STATE_DIR="$scratch/state"
  start env "DBUS_SYSTEM_BUS_ADDRESS=$(cat "$scratch/system")" "XDG_CONFIG_HOME=$scratch/config" \
    build/monitor/service/thecal-monitor
fi
monitor=$!

gdbus wait --session --timeout 20 org.thecal.Monitor1 ||
  { echo "run.sh: the monitor did not start" >&2; exit 1; }

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  start build/ui/caregiver/thecal
else
  echo "There is no display: news of the monitor follows, Ctrl+C ends it."
  start build/monitor/ctl/thecalctl watch
fi
face=$!

status=0
wait -n "$monitor" "$face" || status=$?
kill -0 "$monitor" 2>/dev/null || echo "run.sh: the monitor ended (status $status)" >&2
exit "$status"
