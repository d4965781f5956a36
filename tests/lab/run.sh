#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh COMMAND…: boots a throw-away guest whose root is this machine's, read-only under a tmpfs,
# starts D-Bus, two emulated Bluetooth LE controllers and the real bluetoothd in it, runs COMMAND
# there and ends as it does. LAB_CACHE: kept between runs; LAB_OUT: logs; LAB_LIMIT_S: time limit.
# LAB_START: what services.sh starts instead; LAB_STAGE: another first process of the guest,
# LAB_DEVICES: more devices, as qemu has them.
set -u
LAB=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
: "${LAB_CACHE:?folder for the kernel}" "${LAB_OUT:?folder for the logs}"
mkdir -p "$LAB_CACHE" "$LAB_OUT"
LAB_CACHE=$(readlink -f "$LAB_CACHE")
LAB_OUT=$(readlink -f "$LAB_OUT")
export LAB_CACHE
"$LAB/prepare.sh" || exit

: >"$LAB_OUT/console.log"
{
  printf 'LAB=%q LAB_CACHE=%q KVER=%q GUEST_CWD=%q STAGE=%q START=%q\n' \
    "$LAB" "$LAB_CACHE" "$(cat "$LAB_CACHE/kver")" "$PWD" "${LAB_STAGE:-stage2}" "${LAB_START:-start_all}"
  printf 'set --'
  printf ' %q' "$@"
  echo
} >"$LAB_OUT/job"

# pc: microvm hangs in one boot of six under emulation; virtio-rng: no ECDH, no Secure Connections
# without it
boot() {
  local devices
  read -ra devices <<<"${LAB_DEVICES:-}"
  timeout -k 5 "${LAB_LIMIT_S:-300}" qemu-system-x86_64 -M pc -nodefaults \
    -accel tcg,thread=multi,tb-size=256 -cpu qemu64 -smp 2 -m 1024 \
    -kernel "$LAB_CACHE/vmlinux" -initrd "$LAB_CACHE/initrd.img" \
    -append "console=ttyS0 quiet loglevel=4 panic=-1 mitigations=off tsc=reliable cryptomgr.notests" \
    -display none -no-reboot -serial "file:$LAB_OUT/console.log" \
    -device virtio-serial-pci -chardev stdio,id=c1,signal=off -device virtconsole,chardev=c1 \
    -object rng-random,filename=/dev/urandom,id=r0 -device virtio-rng-pci,rng=r0 \
    -fsdev local,id=root,path=/,security_model=none,readonly=on,multidevs=remap \
    -device virtio-9p-pci,fsdev=root,mount_tag=root \
    -fsdev "local,id=out,path=$LAB_OUT,security_model=none" \
    -device virtio-9p-pci,fsdev=out,mount_tag=out "${devices[@]}" </dev/null 2>"$LAB_OUT/qemu.err" &
  guest=$!
}

# On a machine with much else to do the controllers now and then do not come up: that says nothing of
# the programs, which have not begun then, so the guest is booted again.
for attempt in 1 2 3; do
  rm -f "$LAB_OUT"/{status,ready,drill.tap,stage.*}
  boot
  for ((second = 0; second < 200; second++)); do
    if [ -e "$LAB_OUT/ready" ] || ! kill -0 "$guest" 2>/dev/null; then break; fi
    sleep 1
  done
  [ -e "$LAB_OUT/ready" ] || kill "$guest" 2>/dev/null
  wait "$guest"
  code=$?
  [ ! -e "$LAB_OUT/ready" ] || break
  echo "the guest did not come up (attempt $attempt)" >&2
done
[ -s "$LAB_OUT/status" ] && exit "$(cat "$LAB_OUT/status")"
echo "the guest gave no status (qemu $code); its last lines:" >&2
tail -n 15 "$LAB_OUT/console.log" "$LAB_OUT/qemu.err" >&2
exit 1
