#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fact of the source documents that asks for a feature, a threshold or a record has its row in coverage.md, and
every test that a row names exists.

usage: check_coverage.py SOURCE_ROOT
"""
import re
import sys
import tempfile
from pathlib import Path

from run_cases import read_table

# The facts by document, with what they ask for: F a feature, T a threshold, R a record. The numbers that are left out are
# for reading only.
FACTS = '''
000-02:R 000-04:R 000-05:R 000-06:RF 000-07:TF 000-08:RF 000-09:F 000-10:F 000-11:F 000-12:F 000-13:F 000-14:F 000-15:F
000-16:RF 000-17:F 000-18:F 000-19:F 000-20:F
001-02:R 001-04:R 001-05:RF 001-06:F 001-07:RF 001-08:F 001-09:F 001-10:R 001-11:R 001-12:F 001-13:F 001-14:F 001-15:F
001-16:F 001-17:R 001-18:F 001-19:RF 001-20:F 001-21:F 001-22:F 001-23:TF 001-25:F 001-26:F
002-01:RF 002-02:R 002-03:R 002-04:R 002-05:R 002-06:F 002-07:T 002-08:R 002-09:T 002-10:F
003-01:R 003-03:RT 003-05:R 003-06:R 003-08:R 003-09:T 003-10:T 003-11:F 003-12:F
004-01:F 004-03:R 004-04:TF 004-06:TF 004-07:TF 004-09:FT 004-10:FT 004-11:F 004-12:F 004-13:F 004-14:F 004-15:F 004-16:FR
004-17:R 004-18:R 004-19:R 004-20:F 004-21:R 004-22:TF 004-23:FT 004-24:FT 004-25:F 004-26:FT 004-27:FT 004-28:FT 004-29:RF
004-30:F 004-31:TF 004-32:F 004-33:F 004-34:RF 004-35:F 004-36:F 004-37:F 004-38:TF 004-39:TF 004-40:R 004-41:F
'''
FACT_IDS = [fact.split(':')[0] for fact in FACTS.split()]


def check_tests(root, cell):
    tests = re.findall(r'`(tests/[\w/.-]+)` `(\w+)`', cell)
    sessions = re.findall(r'`([\w-]+\.jsonl)`', cell)
    if not tests and not sessions:
        yield 'names no test'
    for session in sessions:
        if not (root / 'tests/cases' / session).exists():
            yield f'{session} does not exist'
    for file, function in tests:
        text = (root / file).read_text(encoding='utf-8') if (root / file).is_file() else ''
        if not re.search(rf'^(?:\s*def )?{function} ?\(', text, re.M):
            yield f'{file} has no {function}'


def check(root, text):
    rows = read_table(text, r'00\d-\d\d')
    for name in FACT_IDS:
        if name not in rows:
            yield f'{name} has no row'
    for name, found in rows.items():
        if name not in FACT_IDS:
            yield f'{name}: no such fact'
        if len(found) > 1:
            yield f'{name} has {len(found)} rows'
        for cells in found:
            if name not in FACT_IDS:
                continue
            if len(cells) != 2 or not all(cells):
                yield f'{name}: expected what the program does and the tests that show it'
            else:
                yield from (f'{name}: {complaint}' for complaint in check_tests(root, cells[1]))


def check_self(root):
    """What must be complained of is."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / 'tests').mkdir()
        (Path(name) / 'tests/x.c').write_text('static void\ntest_x (void)\n{\n}\n', encoding='utf-8')
        for row, complaint in (('| 000-02 | card | `tests/x.c` `test_x` |', ''),
                               ('| 000-02 | card | `tests/x.c` `test_y` |', '000-02: tests/x.c has no test_y'),
                               ('| 000-02 | card | some day |', '000-02: names no test'), ('| 000-02 | | |', '000-02: expected'),
                               ('| 000-99 | card | `tests/x.c` `test_x` |', '000-99: no such fact'), ('', '000-02 has no row')):
            found = [line for line in check(Path(name), row + '\n') if line.startswith(row[2:8] or '000-02')]
            if (complaint and not any(line.startswith(complaint) for line in found)) or (not complaint and found):
                yield f'self-check: judged wrongly: {row!r}: {found}'


def main():
    root = Path(sys.argv[1])
    text = (Path(__file__).resolve().parent / 'coverage.md').read_text(encoding='utf-8')
    complaints = [*check_self(root), *check(root, text)]
    for complaint in complaints:
        print(complaint)
    print(f'{len(FACT_IDS)} facts, {len(complaints)} complaints')
    sys.exit(1 if complaints else 0)


if __name__ == '__main__':
    main()
