#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets up, builds and runs the tests; the last line is "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")" || exit 1
# shellcheck source=data/packages/install.sh
. data/packages/install.sh

suites=(core files words export store signal bluetooth monitor sim ctl ui integration fuzz lint lab)
# only by name: they measure, they do not judge
extra=(bench coverage)

usage() {
  cat <<TEXT
Usage: ./test.sh [SUITE…]

Installs what the tests need (apt-get), builds with warnings as errors and runs
all suites, or those named: ${suites[*]}
By name only: bench (times and memory), coverage (lines and branches of the core).
TEXT
}

chosen=()
for argument in "$@"; do
  case " ${suites[*]} ${extra[*]} " in
    *" $argument "*) chosen+=("$argument") ;;
    *)
      case $argument in
        --help | -h) usage; exit 0 ;;
        *) echo "test.sh: $argument: unknown suite, see ./test.sh --help" >&2; exit 2 ;;
      esac ;;
  esac
done
[ ${#chosen[@]} -gt 0 ] || chosen=("${suites[@]}")

is_chosen() { case " ${chosen[*]} " in *" $1 "*) return 0 ;; *) return 1 ;; esac; }

lists=(build run test)
is_chosen lab && lists+=(lab kiosk)
is_chosen bench && lists+=(bench)
install_packages "${lists[@]}" || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

logs=$PWD/build-test/logs
rm -rf "$logs"
mkdir -p "$logs"

# Every process of this run carries the mark; what is left of it is ended by its pid.
THECAL_TEST_RUN="$$-$(date +%s%N)"
export THECAL_TEST_RUN
end_stragglers() {
  local environ pid
  for environ in /proc/[0-9]*/environ; do
    pid=${environ#/proc/}
    pid=${pid%/environ}
    # the shell that runs this file got its environment before the mark
    if tr '\0' '\n' 2>/dev/null <"$environ" | grep -qx "THECAL_TEST_RUN=$THECAL_TEST_RUN"; then
      kill -KILL "$pid" 2>/dev/null || true
    fi
  done
}
trap end_stragglers EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

export PATH=/usr/bin:/bin:/usr/sbin:/sbin:$PATH
export G_SLICE=always-malloc
export LSAN_OPTIONS="suppressions=$PWD/tests/lib/lsan.supp:print_suppressions=0"
export ASAN_OPTIONS="detect_stack_use_after_return=1:strict_string_checks=1"
export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1"

broken=0

# Configures and builds folder $1 with the meson options that follow.
build() {
  local dir=$1
  shift
  if [ ! -f "$dir/build.ninja" ]; then
    meson setup "$dir" -Dwerror=true "$@" >"$logs/$dir-setup.log" 2>&1 </dev/null ||
      { tail -n 20 "$logs/$dir-setup.log"; rm -rf "$dir/meson-private"; return 1; }
  fi
  echo "Building in $dir"
  ninja -C "$dir" >"$logs/$dir-build.log" 2>&1 </dev/null || { tail -n 40 "$logs/$dir-build.log"; return 1; }
}

# Runs suites $2… in build folder $1; the verdict is read from its log afterwards.
run_suites() {
  local dir=$1 names=() name
  shift
  for name in "$@"; do names+=(--suite "$name"); done
  meson test -C "$dir" --no-rebuild --print-errorlogs --logbase thecal "${names[@]}" </dev/null
  cp "$dir/meson-logs/thecal.json" "$logs/$dir.json" 2>/dev/null || true
  cp "$dir/meson-logs/thecal.txt" "$logs/$dir.txt" 2>/dev/null || true
  end_stragglers
}

checked=()
for name in "${chosen[@]}"; do
  case $name in lab | bench | coverage) ;; *) checked+=("$name") ;; esac
done

# All suites with address and undefined-behaviour checks …
if [ ${#checked[@]} -gt 0 ]; then
  if build build-asan -Db_sanitize=address,undefined -Db_lundef=false; then
    run_suites build-asan "${checked[@]}"
  else
    broken=$((broken + 1))
  fi
fi

# … but the emulated guest and what measures: they run what people run
if is_chosen lab || is_chosen bench; then
  if build build-test; then
    is_chosen lab && run_suites build-test lab
    if is_chosen bench; then
      meson test -C build-test --no-rebuild --benchmark --suite bench --verbose --logbase bench </dev/null ||
        broken=$((broken + 1))
    fi
  else
    broken=$((broken + 1))
  fi
fi

if is_chosen coverage; then
  # not optimised: an inlined check that a caller has made already is no branch of the source
  if build build-coverage -Db_coverage=true -Dbuildtype=debug; then
    find build-coverage -name '*.gcda' -delete
    run_suites build-coverage core fuzz
    gcovr --root . --filter monitor/core/ --exclude-unreachable-branches --exclude-throw-branches \
      --branches build-coverage 2>"$logs/gcovr.log"
    gcovr --root . --filter monitor/core/ --exclude-unreachable-branches --print-summary build-coverage \
      2>>"$logs/gcovr.log" | grep -E '^(lines|branches):' || broken=$((broken + 1))
  else
    broken=$((broken + 1))
  fi
fi

/usr/bin/python3 tests/lib/count_results.py "$broken" "$logs"/*.json
