#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# lab.sh CACHE OUT SIM MONITOR CTL: the drill as TAP; skipped whole where there can be no guest.
set -u
LAB=$(dirname "$(readlink -f "$0")")
export LAB_CACHE=$1 LAB_OUT=$2 LAB_LIMIT_S=1100
shift 2
mkdir -p "$LAB_CACHE"
said=$("$LAB/prepare.sh" 2>&1)
code=$?
[ "$code" != 0 ] || exec "$LAB/run.sh" /usr/bin/python3 -B "$LAB/guest/drill.py" "$@"
case $code:$said in
  77:skipped:*) echo "1..0 # SKIP ${said#skipped: }" ;;
  *) echo "Bail out! prepare.sh: exit $code: ${said##*$'\n'}"; exit 1 ;;
esac
