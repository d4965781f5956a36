#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: run_cases.py ROOT THECALCTL [SESSION.jsonl…]: replays sessions and holds them against what is expected.

Each NAME.jsonl of this folder has a NAME.expect beside it (its language: expect.py). README.md tells of every complaint and
every hazard which session or which other test shows it; what it names must exist. With sessions named, only these are run.
"""
import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import expect

COMPLAINTS = [f'Q{number}' for number in range(1, 47)]
HAZARDS = [*(f'T-AL-0{n}' for n in range(1, 7)), 'T-DS-01', 'T-DS-02', *(f'T-FC-0{n}' for n in range(1, 6)), 'T-CK-01',
           'T-CR-01', 'T-CR-02', 'T-ST-01', 'T-ST-02', 'T-SM-01', 'T-AP-01', 'T-EV-01', 'T-IN-01', 'T-IN-02', 'T-PO-01']
# what no test can name yet, and why
LATER = ('comes with the outside channels', 'not built yet')


def replay(thecalctl, session):
    """(effects, complaint)"""
    done = subprocess.run([thecalctl, 'replay', session, '--json'], capture_output=True, text=True, timeout=60,
                          stdin=subprocess.DEVNULL)
    if done.returncode or done.stderr:
        return [], (done.stderr or f'exit status {done.returncode}').strip()
    effects = [json.loads(line) for line in done.stdout.splitlines()]
    for seen in effects:
        seen['time'] = expect.parse_time(seen['at'])
    return effects, None


def check_session(thecalctl, session, known):
    wanted = session.with_suffix('.expect')
    if not wanted.exists():
        yield f'{session.name}: expected {wanted.name} beside it'
        return
    effects, complaint = replay(thecalctl, session)
    if complaint:
        yield complaint
        return
    for found in expect.check(wanted.read_text(encoding='utf-8'), effects, known):
        yield f'{wanted.name}:{found}'


def read_table(text, ids=r'Q\d+|T-[A-Z]+-\d+'):
    """{id: cells behind it} of every row that begins with one of @ids, which are complaints and hazards."""
    rows = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip('|').split('|')]
        if line.startswith('|') and re.fullmatch(ids, cells[0]):
            rows.setdefault(cells[0], []).append(cells[1:])
    return rows


def check_shown(root, folder, name, cell):
    """A cell that tells where something is shown: sessions, tests by file and function, or why not yet."""
    sessions = re.findall(r'`([\w-]+)\.jsonl`', cell)
    tests = re.findall(r'`(tests/[\w/.-]+)` `(\w+)`', cell)
    if not sessions and not tests and not any(reason in cell for reason in LATER):
        yield f'{name}: names neither a session nor a test'
    for session in sessions:
        if not (folder / f'{session}.jsonl').exists():
            yield f'{name}: {session}.jsonl does not exist'
    for file, function in tests:
        text = (root / file).read_text(encoding='utf-8') if (root / file).is_file() else ''
        if not re.search(rf'^(?:\s*def )?{function} ?\(', text, re.M):
            yield f'{name}: {file} has no {function}'


def check_readme(root, folder):
    text = (folder / 'README.md').read_text(encoding='utf-8')
    rows = read_table(text)
    for name in (*COMPLAINTS, *HAZARDS):
        if name not in rows:
            yield f'README.md: {name} has no row'
    for name, found in rows.items():
        if len(found) > 1:
            yield f'README.md: {name} has {len(found)} rows'
        for cells in found:
            if len(cells) != 3 or not all(cells):
                yield f'README.md: {name}: expected what is meant, where it is shown, what must happen'
            else:
                yield from (f'README.md: {complaint}' for complaint in check_shown(root, folder, name, cells[1]))
    for session in sorted(folder.glob('*.jsonl')):
        if f'`{session.name}`' not in text:
            yield f'README.md: {session.name} is not told of'
    for wanted in sorted(folder.glob('*.expect')):
        if not wanted.with_suffix('.jsonl').exists():
            yield f'{wanted.name}: expected {wanted.stem}.jsonl beside it'


def check_made(folder):
    """A session that a script writes is what it writes."""
    for script in sorted(folder.glob('make_*.py')):
        session = folder / (script.stem.removeprefix('make_').replace('_', '-') + '.jsonl')
        made = subprocess.run([sys.executable, '-B', script], capture_output=True, text=True, timeout=60, check=True).stdout
        if not session.exists() or session.read_text(encoding='utf-8') != made:
            yield f'{session.name}: not what {script.name} writes'


SESSION = '''{"plan":{"reservoir":{"LowMl":2}}}
{"at":"2026-03-01T08:00:00Z","event":"status","reservoir_ml":1.9,"flow_ml_per_day":0.15,"interval_s":43200}
{"at":"2026-03-01T08:30:00Z","event":"acknowledge","condition":"reservoir-low","by":"Anna"}
{"at":"2026-03-01T11:00:00Z","event":"tick"}
'''
RIGHT = '''# one of each, and each holds
at 2026-03-01T08:00:00Z raise reservoir-low medium
within 2026-03-01T08:01Z 2026-03-01T08:31Z log reservoir-low acknowledged by=Anna until=2026-03-01T16:30:00Z
every 1h remind reservoir-low within 2026-03-01T09:30Z 2026-03-01T11:00Z
order raise reservoir-low; escalate reservoir-low action=louder; log reservoir-low acknowledged
count 1 signal reservoir-low
at-most 1 notify *
never withdraw *
never escalate reservoir-low after 2026-03-01T08:10:00Z
wrong count 2 signal reservoir-low
'''
WRONG = [
    'at 2026-03-01T08:00:01Z raise reservoir-low', 'at 2026-03-01T08:00Z raise reservoir-low high',
    'within 2026-03-01T08:01Z 2026-03-01T08:30Z raise reservoir-low',
    'within 2026-03-01T08:00Z 2026-03-01T09:00Z log reservoir-low acknowledged by=Ben',
    'every 30min remind reservoir-low within 2026-03-01T09:30Z 2026-03-01T11:00Z',
    'every 1h remind reservoir-low within 2026-03-01T09:00Z 2026-03-01T11:00Z',
    'order log reservoir-low acknowledged; raise reservoir-low', 'order raise reservoir-low; withdraw reservoir-low',
    'count 2 signal reservoir-low', 'wrong count 1 signal reservoir-low', 'wrong', 'count 0 signal *', 'at-most 1 remind *', 'never escalate reservoir-low',
    'never raise reservoir-low within 2026-03-01T08:00Z 2026-03-01T08:00Z', 'never remind * after 2026-03-01T09:00Z',
    'never raise reservoir-lwo', 'never rise reservoir-low', 'never log reservoir-low acknowleged', 'never raise',
    'at yesterday raise reservoir-low', 'perhaps raise reservoir-low', 'count many signal *', 'every 1h remind reservoir-low',
]
ROW = '| Q1 | x | {} | y |\n'


def check_language(effects, known):
    for line in WRONG:
        if not list(expect.check(RIGHT + line, effects, known)):
            yield f'self-check: this passed: {line}'
    for text in ('never withdraw *', 'at 2026-03-01T08:00:00Z raise reservoir-low', ''):
        if not list(expect.check(text, effects, known)):
            yield f'self-check: an .expect of one kind passed: {text!r}'


def check_self(root, thecalctl, known):
    """The runner is fed what it must complain of, and what it must not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        session = folder / 'x.jsonl'
        session.write_text(SESSION, encoding='utf-8')
        wanted = folder / 'x.expect'
        if not list(check_session(thecalctl, session, known)):
            yield 'self-check: a session without an .expect passed'
        wanted.write_text(RIGHT, encoding='utf-8')
        yield from (f'self-check: {complaint}' for complaint in check_session(thecalctl, session, known))
        wanted.write_text(RIGHT + WRONG[0] + '\n', encoding='utf-8')
        if not list(check_session(thecalctl, session, known)):
            yield f'self-check: this passed: {WRONG[0]}'
        yield from check_language(replay(thecalctl, session)[0], known)
        wanted.write_text(RIGHT, encoding='utf-8')
        session.write_text(SESSION.replace('"flow_ml_per_day"', '"flow"'), encoding='utf-8')
        if not list(check_session(thecalctl, session, known)):
            yield 'self-check: a session with a misspelt key passed'
        for cell, good in (('`x.jsonl`', True), ('`y.jsonl`', False), ('`tests/cases/run_cases.py` `check_self`', True),
                           ('`tests/cases/run_cases.py` `check_nothing`', False), ('`tests/no.py` `main`', False), ('', False),
                           ('some day', False), (LATER[0], True)):
            if bool(list(check_shown(root, folder, 'Q1', cell))) == good:
                yield f'self-check: judged wrongly: {cell!r}'
        (folder / 'make_x.py').write_text('print("another")', encoding='utf-8')
        if not list(check_made(folder)):
            yield 'self-check: a session that its script does not write passed'
        (folder / 'README.md').write_text(ROW.format(LATER[0]) * 2, encoding='utf-8')
        complaints = '\n'.join(check_readme(root, folder))
        for part in ('Q1 has 2 rows', 'Q2 has no row', 'T-SM-01 has no row', 'x.jsonl is not told of'):
            if part not in complaints:
                yield f'self-check: README.md: nobody complained: {part}'


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__.splitlines()[0])
    root, thecalctl, named = Path(sys.argv[1]), sys.argv[2], [Path(name) for name in sys.argv[3:]]
    folder = Path(__file__).resolve().parent
    known = expect.Words(root)
    sessions = named or sorted(folder.glob('*.jsonl'))
    complaints = [] if named else [*check_self(root, thecalctl, known), *check_readme(root, folder), *check_made(folder)]
    with ThreadPoolExecutor(2) as pool:
        for found in pool.map(lambda session: list(check_session(thecalctl, session, known)), sessions):
            complaints += found
    for complaint in complaints:
        print(complaint)
    print(f'{len(sessions)} sessions, {len(complaints)} complaints')
    sys.exit(1 if complaints or not sessions else 0)


if __name__ == '__main__':
    main()
