#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# kiosk.sh CACHE OUT SIM MONITOR CTL KIOSK SOUND: a guest that is made a bedside screen and started as
# one, under systemd; as TAP; skipped whole where there can be no guest.
set -u
LAB=$(dirname "$(readlink -f "$0")")
export LAB_CACHE=$1 LAB_OUT=$2 LAB_LIMIT_S=1700 LAB_STAGE=kiosk_stage2
shift 2
skip() { echo "1..0 # SKIP $*"; exit 0; }
for program in cage seatd Xwayland grim pipewire wireplumber parec /lib/systemd/systemd /lib/x86_64-linux-gnu/security/pam_systemd.so; do
  [ -e "$program" ] || PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || skip "$program is not installed"
done
# it would be covered in the guest, whose own these are
case $(readlink -f "$LAB"):$LAB_CACHE/ in /tmp/* | *:/tmp/*) skip "the source or the build is in /tmp" ;; esac
mkdir -p "$LAB_CACHE"
said=$("$LAB/prepare.sh" 2>&1)
case $?:$said in
  0:*) ;;
  77:skipped:*) skip "${said#skipped: }" ;;
  *) echo "Bail out! prepare.sh: ${said##*$'\n'}"; exit 1 ;;
esac
# the firmware tells of a lamp behind the panel
slot=0x10 panel=$LAB_OUT/panel.aml
mkdir -p "$LAB_OUT" && "$LAB/panel_table.py" "$slot" "$panel" || { echo "Bail out! panel_table.py"; exit 1; }
export LAB_DEVICES="-device virtio-gpu-pci,addr=$slot -acpitable file=$panel"
"$LAB/run.sh" "$@"
code=$?
cat "$LAB_OUT/drill.tap" 2>/dev/null || echo "Bail out! the drill did not begin, see $LAB_OUT"
exit $code
