# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced by run.sh and test.sh. Installs what the lists beside this file name and is not there.

PACKAGES_DIR=$(dirname "${BASH_SOURCE[0]}")

# Names of list $1, one a line.
packages_of() {
  sed -e 's/#.*//' "$PACKAGES_DIR/$1.list" | awk 'NF { print $1 }'
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Names in the lists "$@" that are not installed, on one line.
missing_packages() {
  local list name
  for list in "$@"; do
    for name in $(packages_of "$list"); do
      is_installed "$name" || printf '%s ' "$name"
    done
  done
}

apt_get() {
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# apt's lists have a lock of their own, which apt-get does not wait for.
update_lists() {
  local try
  for try in 1 2 3 4 5; do
    apt_get update && return 0
    [ "$try" = 5 ] || sleep $((try * 5))
  done
  return 1
}

lists_are_fresh() {
  [ -n "$(find /var/lib/apt/lists -maxdepth 1 -name '*Packages*' -mtime -1 -print -quit 2>/dev/null)" ]
}

# Installs what is missing of the lists "$@"; fails before touching anything where that cannot be done.
install_packages() {
  local missing list
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    # Another system: its package names differ, so this names what Debian calls them and stops.
    echo "There is no apt here. Thecal needs these packages (names as in Debian 12):" >&2
    for list in "$@"; do packages_of "$list" | sed 's/^/  /' >&2; done
    return 1
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    echo "These packages are missing, and there is no sudo to install them: $missing" >&2
    return 1
  fi
  echo "Installing with apt-get: $missing"
  lists_are_fresh || update_lists || return 1
  # shellcheck disable=SC2086 # one word is one package
  apt_get install -y --no-install-recommends $missing && return 0
  echo "Trying once more with fresh package lists."
  # shellcheck disable=SC2086
  update_lists && apt_get install -y --no-install-recommends $missing
}
