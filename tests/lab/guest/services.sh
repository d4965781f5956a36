# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Starts and stops the Bluetooth stack, or what GPIO needs, inside the guest; sourced.
PIDS=/run/svc
LOGS=/run/log
mkdir -p "$PIDS" "$LOGS"

up() {
  local name=$1
  shift
  "$@" >>"$LOGS/$name.log" 2>&1 3>&- &
  echo $! >"$PIDS/$name.pid"
}

# await SECONDS COMMAND…: until it succeeds.
await() {
  local limit=$1 n
  shift
  for ((n = 0; n < limit * 10; n++)); do
    "$@" >/dev/null 2>&1 && return 0
    sleep 0.1
  done
  echo "timed out: $*" >&2
  return 1
}

start_dbus() {
  mkdir -p /run/dbus
  dbus-uuidgen --ensure
  up dbus dbus-daemon --system --nofork --nopidfile --nosyslog
  await 60 test -S /run/dbus/system_bus_socket
}

# LE only: with dual-mode controllers kernel 6.1 corrupts a list on disconnect after pairing.
# Without hci1 there bluetoothd now and then misses an adapter.
start_btvirt() {
  modprobe -a hci_vhci cmac ccm algif_hash algif_skcipher || return 1
  up btvirt /usr/bin/btvirt -L -l2
  await 60 test -e /sys/class/bluetooth/hci1
}

start_bluetoothd() {
  up bluetoothd /usr/libexec/bluetooth/bluetoothd -n -d --experimental -f "$LAB/guest/main.conf"
}

powered() {
  dbus-send --system --print-reply=literal --dest=org.bluez "/org/bluez/$1" \
    org.freedesktop.DBus.Properties.Get string:org.bluez.Adapter1 string:Powered 2>/dev/null | grep -q 'boolean true'
}

both_powered() { powered hci0 && powered hci1; }

start_all() { start_dbus && start_btvirt && start_bluetoothd && await 120 both_powered; }

# User and rules of a bedside screen; the bridge that has the lines is the drill's.
start_gpio() {
  modprobe -a uhid hid-cp2112 || return 1
  local root=$LAB/../../data/kiosk/root
  systemd-sysusers "$root/etc/sysusers.d/thecal.conf" || return 1
  install -D -m 644 "$root/etc/udev/rules.d/70-thecal.rules" /etc/udev/rules.d/70-thecal.rules
  up udevd /lib/systemd/systemd-udevd
  await 60 udevadm control --ping
}
