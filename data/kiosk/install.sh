#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# install.sh [--remove] [--dry-run] [--root DIR] [--no-packages]
# Turns a Debian 12 into the screen beside the bed, or back. Running it again changes nothing.
#   --remove       back: what was replaced comes again, what a person changed is kept beside it
#   --dry-run      says what it would do
#   --root DIR     files only, into the system that is unpacked in DIR; its first start does the rest
#   --no-packages  does not call apt-get
# Readings, care plan and PIN are in /var/lib/thecal: they are never touched.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
TREE=$HERE/root
KEPT=/etc/thecal/replaced # what stood in the place of a file of ours
MARK=/etc/thecal/kiosk.installed

usage() { sed -n 's/^# \{0,1\}//; 3,8p' "$0" >&2; exit 2; }

remove=false dry=false packages=true root=''
while [ $# != 0 ]; do
  case $1 in
    --remove) remove=true ;;
    --dry-run) dry=true ;;
    --no-packages) packages=false ;;
    --root) [ $# -gt 1 ] || usage; root=$(readlink -f "$2"); shift; [ "$root" != / ] || root='' ;;
    *) usage ;;
  esac
  shift
done
[ -z "$root" ] || [ -d "$root" ] || { echo "$root: expected a folder" >&2; exit 2; }
[ -n "$root" ] || "$dry" || [ "$(id -u)" = 0 ] || { echo "This changes the system: run it as root, or with --dry-run." >&2; exit 2; }

# Says it; does it where this is no dry run.
run() {
  echo "$*"
  "$dry" || "$@"
}
# … and only on the system that runs.
run_here() { [ -n "$root" ] || run "$@"; }
# … where its services run: not in an unpacked one that is entered by chroot.
run_live() { [ ! -d /run/systemd/system ] || run_here "$@"; }

# Paths of the files, and of the links with what they lead to, below /.
files() { (cd "$TREE" && find . -type f -printf '/%P\n' | sort); }
links() {
  cat <<'LINKS'
/etc/systemd/system/multi-user.target.wants/thecal-kiosk.service /etc/systemd/system/thecal-kiosk.service
/etc/systemd/system/multi-user.target.wants/seatd.service /lib/systemd/system/seatd.service
/etc/systemd/user/default.target.wants/thecal-monitor.service ../thecal-monitor.service
/etc/systemd/system/default.target /lib/systemd/system/multi-user.target
/etc/systemd/system/ctrl-alt-del.target /dev/null
LINKS
}

mode_of() { case $1 in */libexec/*) echo 755 ;; *) echo 644 ;; esac; }
is_there() { [ -e "$1" ] || [ -L "$1" ]; }

# What stands at $1 goes to where it can come back from, once.
keep() {
  is_there "$root$1" || return 0
  ! is_there "$root$KEPT$1" || return 0
  run mkdir -p "$root$KEPT$(dirname "$1")"
  run cp -a "$root$1" "$root$KEPT$1"
}

put_file() {
  local from=$TREE$1 to=$root$1
  if [ -f "$to" ] && [ ! -L "$to" ] && cmp -s "$from" "$to"; then
    [ "$(stat -c %a "$to")" = "$(mode_of "$1")" ] || run chmod "$(mode_of "$1")" "$to"
    return 0
  fi
  # what the owner has set stays over an update
  case $1 in /etc/default/*) [ ! -e "$root$MARK" ] || [ ! -f "$to" ] || return 0 ;; esac
  [ -e "$root$MARK" ] || keep "$1"
  run rm -f "$to"
  run install -D -m "$(mode_of "$1")" "$from" "$to"
}

put_link() {
  [ "$(readlink "$root$1" || true)" != "$2" ] || return 0
  [ -e "$root$MARK" ] || keep "$1"
  run mkdir -p "$(dirname "$root$1")"
  run ln -sfn "$2" "$root$1"
}

# The folders that are empty now, up to the root; not one that was there before with nothing in it:
# those of Debian's packages are never empty without us.
prune() {
  local folder
  folder=$(dirname "$1")
  while [ "$folder" != / ]; do
    rmdir "$root$folder" 2>/dev/null || return 0
    folder=$(dirname "$folder")
  done
}

# $2: whether what is there is ours
take_away() {
  if ! "$2"; then
    ! is_there "$root$1" || { echo "$1 was changed: it is left as $1.thecal"; run mv "$root$1" "$root$1.thecal"; }
  else
    run rm -f "$root$1"
  fi
  if is_there "$root$KEPT$1"; then
    run cp -a "$root$KEPT$1" "$root$1"
    run rm -f "$root$KEPT$1"
    "$dry" || prune "$KEPT$1"
  else
    "$dry" || prune "$1"
  fi
}

install_all() {
  local path target
  # shellcheck source=data/packages/install.sh
  if "$packages" && [ -z "$root" ]; then
    if "$dry"; then echo "apt-get install: lists run and kiosk of data/packages"; else . "$HERE/../packages/install.sh"; install_packages run kiosk; fi
  fi
  for path in $(files); do put_file "$path"; done
  links | while read -r path target; do put_link "$path" "$target"; done
  [ -e "$root$MARK" ] || run touch "$root$MARK"
  run_here systemd-sysusers /etc/sysusers.d/thecal.conf
  run_here systemd-tmpfiles --create /etc/tmpfiles.d/thecal.conf
  run_live udevadm control --reload
  run_live udevadm trigger --subsystem-match=gpio --subsystem-match=hidraw --subsystem-match=backlight
  run_live systemctl daemon-reload
  if ! command -v thecal-kiosk >/dev/null && [ -z "$root" ]; then
    echo "thecal-kiosk is not installed yet: ninja -C build install"
  fi
  echo "Restart the computer: the screen comes by itself."
}

remove_all() {
  local path target ours
  [ -e "$root$MARK" ] || { echo "This is no bedside screen: there is nothing to take away."; return 0; }
  run_live systemctl --no-block stop thecal-kiosk.service
  links | while read -r path target; do
    ours=false
    [ "$(readlink "$root$path" || true)" != "$target" ] || ours=true
    take_away "$path" "$ours"
  done
  for path in $(files); do
    ours=false
    ! cmp -s "$TREE$path" "$root$path" || ours=true
    take_away "$path" "$ours"
  done
  run rm -f "$root$MARK"
  "$dry" || prune "$MARK"
  run_here rm -f /var/lib/systemd/linger/thecal
  run_live systemctl daemon-reload
  echo "The user thecal and what is in /var/lib/thecal stay: deluser --remove-home thecal takes them away."
}

if "$remove"; then remove_all; else install_all; fi
