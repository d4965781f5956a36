#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# lab.sh DRILL CACHE OUT SIM MONITOR CTL: guest/DRILL as TAP; skipped whole where there can be no guest.
set -u
LAB=$(dirname "$(readlink -f "$0")")
DRILL=$1
export LAB_CACHE=$2 LAB_OUT=$3 LAB_LIMIT_S=1100
shift 3
skip() { echo "1..0 # SKIP $*"; exit 0; }
if [ "$DRILL" = lamp_drill.py ]; then
  export LAB_START=start_gpio
  for program in pulseaudio systemd-sysusers /lib/systemd/systemd-udevd; do
    command -v "$program" >/dev/null || skip "$program is not installed"
  done
fi
mkdir -p "$LAB_CACHE"
said=$("$LAB/prepare.sh" 2>&1)
code=$?
[ "$code" != 0 ] || exec "$LAB/run.sh" /usr/bin/python3 -B "$LAB/guest/$DRILL" "$@"
case $code:$said in
  77:skipped:*) skip "${said#skipped: }" ;;
  *) echo "Bail out! prepare.sh: exit $code: ${said##*$'\n'}"; exit 1 ;;
esac
