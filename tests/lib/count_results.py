#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what meson logged: one for each TAP line, one for each test without any.

usage: count_results.py BROKEN LOG.json…   BROKEN builds or tools count as failed.
Prints "N passed, N failed, N skipped"; exit 0 only when none failed.
"""
import json
import re
import sys

TAP_LINE = re.compile(r'^(not ok|ok)\b(.*)$', re.M)
# of TAP, and of Python's unittest
BAD_LINE = re.compile(r'not ok\b|Bail out!|(FAIL|ERROR): |[A-Za-z.]*(Error|Failed)\b')
# of the window tests: what failed once and was tried again
SECOND_TRY = re.compile(r'^SECOND TRY: .*', re.M)
TOLD_MAX = 60
# after a TAP line: its diagnostics; after an error of Python: where
FOLLOWING = {True: 45, False: 3}
GOOD = {'OK', 'EXPECTEDFAIL'}


def count(test):
    """(passed, failed, skipped) of one line of meson's log."""
    result = test['result']
    lines = TAP_LINE.findall(test.get('stdout') or '')
    if result == 'SKIP' and not lines:
        return 0, 0, 1
    if not lines:
        return (1, 0, 0) if result in GOOD else (0, 1, 0)
    skipped = sum('# skip' in rest.lower() for _, rest in lines)
    failed = sum(word == 'not ok' and '# skip' not in rest.lower() for word, rest in lines)
    passed = len(lines) - skipped - failed
    # a crash or a time limit after the last good line
    if result not in GOOD and result != 'SKIP' and failed == 0:
        failed = 1
    return passed, failed, skipped


def tell(test):
    """What a failed test said last, short: the end of a long run is all that some people get to see."""
    print(f"FAILED: {test['name']} ({test['result']})")
    lines = (test.get('stdout') or '').splitlines() + (test.get('stderr') or '').splitlines()
    bad = [i for i, line in enumerate(lines) if BAD_LINE.match(line)]
    told = range(len(lines))
    if bad:
        told = sorted({i for first in bad
                       for i in range(first, min(first + FOLLOWING[lines[first].startswith('not ok')], len(lines)))})
    for i in list(told)[-TOLD_MAX:]:
        print(f'    {lines[i][:200]}')


def main():
    passed, failed, skipped = 0, int(sys.argv[1]), 0
    for path in sys.argv[2:]:
        try:
            with open(path, encoding='utf-8') as log:
                tests = [json.loads(line) for line in log if line.strip()]
        except (OSError, ValueError) as error:
            print(f'{path}: {error}')
            failed += 1
            continue
        for test in tests:
            for line in SECOND_TRY.findall(test.get('stderr') or ''):
                print(line[:300])
            p, f, s = count(test)
            passed, failed, skipped = passed + p, failed + f, skipped + s
            if f:
                tell(test)
            elif test['result'] == 'SKIP':
                print(f"skipped: {test['name']}: {(test.get('stdout') or '').strip()[-200:]}")
    if passed + failed + skipped == 0:
        print('No test ran.')
        failed = 1
    print(f'{passed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
