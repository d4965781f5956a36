#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""thecalctl checklist check: the lists that ship have no fault, a list that can mislead is refused by file and line."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CTL = os.path.abspath(sys.argv.pop(1))
FOLDER = Path(sys.argv.pop(1))

# file, what is replaced (once), by what, the line of the fault below that of the change, a word of what is expected
SPOILT = [
    ('gate', '<rule outcome="T1" when="no"/>', '<rule outcome="T2" when="no"/>', -5, 'leads to T1'),
    ('gate', '<rule outcome="T1" when="no"/>', '<rule outcome="T1" when="not"/>', 0, 'when="no"'),
    ('gate', 'least="T1" source="000-18', 'source="000-18', 0, 'least='),
    ('gate', ' source="C14 C28 design-choice"', '', 0, 'source='),
    ('gate', ' date="2026-11-25">\n    <question>Is their skin', '>\n    <question>Is their skin', 0, 'date='),
    ('gate', 'when="siren unknown"', 'when="sirene"', 0, 'siren'),
    ('gate', 'outcomes="T5">Keep watching.', 'outcomes="T5">They are fine.', 0, '"fine"'),
    ('gate', 'outcomes="T5">Keep watching.', 'outcomes="T5">Everything is OK.', 0, '"ok"'),
    ('withdrawal', 'ask-if="W4"', 'ask-if="W16"', 0, 'earlier item'),
    ('withdrawal', 'ask-if="W12"', 'ask-if="W77"', 0, 'earlier item'),
    ('withdrawal', 'with="I4 S8 W3 W5"', 'with="I4 S8 W3 W77"', 0, 'W77'),
    ('withdrawal', 'at-least="fever"', 'at-least="38.6"', 0, 'at-least-c='),
    ('withdrawal', '<item id="W2"', '<item id="W1"', 0, 'stands in line'),
    ('withdrawal', '<finding>faint</finding>', '', -4, '<finding> in W4_faint'),
    ('withdrawal', '</checklist>', '', None, 'XML'),
    ('overdose', 'red="true" least="T1" sign="1" source="000-19', 'least="T1" sign="1" source="000-19', 0, 'red="true" on O1'),
    ('pump', 'answer="yes-no"', 'answer="yesno"', 0, 'yes-no, number'),
    ('operation', '<include id="S1" items="I1', '<include id="S1" items="I99', None, 'I99'),
]


def run(*words):
    done = subprocess.run([CTL, 'checklist', *words], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


class ChecklistCheck(unittest.TestCase):
    def test_shipped(self):
        letters = ''
        for name in ('gate', 'withdrawal', 'overdose', 'infection', 'pump', 'operation'):
            status, out, err = run('check', str(FOLDER / f'{name}.xml'), '--json')
            self.assertEqual((status, err), (0, ''), name)
            answer = json.loads(out)
            self.assertTrue(answer['ok'])
            self.assertGreater(answer['items'], 8)
            letters += answer['list']
            self.assertEqual(run('check', str(FOLDER / f'{name}.xml'))[0], 0)
        self.assertEqual(letters, 'GWOIPS')

    def test_spoilt(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, old, new, below, word in SPOILT:
                with self.subTest(name=name, old=old, new=new):
                    text = (FOLDER / f'{name}.xml').read_text(encoding='utf-8')
                    self.assertIn(old, text)
                    line = text[:text.index(old)].count('\n') + 1
                    path = Path(folder, f'{name}.xml')
                    path.write_text(text.replace(old, new, 1), encoding='utf-8')
                    status, out, err = run('check', str(path), '--json')
                    self.assertEqual(status, 2)
                    first = err.splitlines()[0]
                    self.assertRegex(first, rf'^{path}:\d+: expected ')
                    self.assertIn(word, first)
                    if below is not None:
                        self.assertTrue(first.startswith(f'{path}:{line + below}: '), first)
                    answer = json.loads(out)
                    self.assertFalse(answer['ok'])
                    self.assertEqual(answer['faults'], err.splitlines())

    def test_usage(self):
        for words in ([], ['check'], ['list', 'x'], ['check', 'a', 'b'], ['check', '/no/such'], ['check', '/dev/null'],
                      ['check', '/'], ['check', '--no-such', 'x']):
            with self.subTest(words=words):
                status, out, err = run(*words)
                self.assertEqual((status, out), (2, ''))
                self.assertEqual(err.count('\n'), 1, err)
        self.assertEqual(run('--help')[0], 0)


unittest.main(verbosity=1)
