#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""thecalctl triage as a script meets it: JSON of the contract, exit status, one clear line."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

CTL = os.path.abspath(sys.argv.pop(1))
AT = "2026-11-25T02:00:00Z"  # a Wednesday; 21:00 the day before in New York
GATE = {"G1": "yes", "G2": "no", "G3": "yes", "G4": "no", "G5": "no", "G6": "no", "G8": "none", "G9": "none"}
TABLETS = {"W15": "yes"}
KEYS = {"outcome", "decided_by", "findings", "flags", "show_tablets", "lists", "contacts", "repeat_at"}

PLAN = """[person]
Name=Theo Example
CanSwallow=true
[pump]
CapacityMl=20
[drug 1]
Name=baclofen
ConcentrationUgPerMl=2000
DoseUgPerDay=300
[reservoir]
VolumeMl=20
FilledAt=2026-11-01T10:00:00-05:00
AlarmDate=2027-01-10
[emergency]
Number=911
Confirmed=true
[contact pump-team]
Role=pump-team
Name=Pump team
Phone=+1 202 555 0101
Hours=Mon-Fri 08:30-17:00
TimeZone=America/New_York
Confirmed=true
[contact on-call]
Role=on-call
Phone=+1 202 555 0102
Confirmed=true
[tablets]
Plan=As the team has written it down.
"""

OUTCOMES = [
    # list, answers, plan changes, outcome, decided by, flags that must be there, lists
    ("W", {"G1": "no"}, {}, "T1", ["G1"], {"unfinished"}, ["W"]),
    ("W", {"G1": "not-sure"}, {}, "T1", ["G1"], {"unfinished"}, ["W"]),
    # the list itself has no answer yet
    ("W", GATE, {}, "T5", [], {"unfinished"}, ["W"]),
    ("WO", {**GATE, "W6": "no"}, {}, "T5", [], {"unfinished"}, ["W", "O"]),
    ("WO", {**GATE, "W6": "no", "O1": "no"}, {}, "T5", [], set(), ["W", "O"]),
    ("W", {}, {}, "T5", [], {"unfinished"}, ["W"]),
    ("W", {**GATE, "W6": "yes"}, {}, "T3", ["W6"], set(), ["W"]),
    ("W", {**GATE, "W6": "yes", "W9": "yes"}, {}, "T2", ["W6", "W9"], {"two-sign"}, ["W"]),
    ("W", {**GATE, "W3": 38.6, "W3_unit": "c"}, {}, "T2", ["W3"], set(), ["W"]),
    ("W", {**GATE, "W3": 38.5, "W3_unit": "c"}, {}, "T5", [], set(), ["W"]),
    ("W", {**GATE, "W3": 101.5, "W3_unit": "f"}, {}, "T2", ["W3"], set(), ["W"]),
    ("W", {**GATE, "W3": 101.4, "W3_unit": "f"}, {}, "T5", [], set(), ["W"]),
    ("W", {**GATE, "W2": "yes", "W3": "yes"}, {}, "T1", ["W2", "W3"], set(), ["W"]),
    ("I", {**GATE, "I4": 38.6, "I4_unit": "c"}, {}, "T3", ["I4"], set(), ["I"]),
    ("WO", {**GATE, "O8": "yes"}, {}, "T3", ["O8"], {"unfinished"}, ["W", "O"]),
    ("W", {**GATE, "W9": "yes", "O8": "yes"}, {}, "T3", ["W9", "O8"], set(), ["W", "O"]),
    ("O", {**GATE, "O8": "yes", "O10": "yes"}, {}, "T2", ["O8", "O10"], {"raised"}, ["O"]),
    ("P", {**GATE, "P1": "siren"}, {}, "T3", ["P1"], {"pump-alarm", "unfinished"}, ["W", "P"]),
    ("S", {**GATE, "S4": "clear"}, {}, "T2", ["S4"], set(), ["S"]),
    # the plan alone says that the pump is empty by now, or that its date has passed
    ("W", {**GATE, "W6": "yes"}, {"VolumeMl=20": "VolumeMl=3"}, "T2", ["W6"], {"computed-empty", "two-sign"}, ["W"]),
    ("W", GATE, {"AlarmDate=2027-01-10": "AlarmDate=2026-11-20"}, "T3", [], {"refill-overdue", "unfinished"}, ["W"]),
    ("W", {**GATE, "W6": "yes"}, {"FilledAt=2026-11-01": "FilledAt=2026-11-23"}, "T2", ["W6"], {"watch-72h"}, ["W"]),
]

SHOWN = [
    ("W", {**GATE, **TABLETS, "W6": "yes"}, True),
    ("W", {**GATE, **TABLETS, "W15_awake": "yes", "W6": "yes"}, False),
    ("W", {**GATE, "W15": "not-sure", "W6": "yes"}, False),
    ("W", {**GATE, **TABLETS, "W10": "yes"}, False),
    ("WO", {**GATE, **TABLETS, "W6": "yes"}, False),
    ("W", {**GATE, **TABLETS, "W6": "yes", "O9": "not-sure"}, False),
]

BAD_ANSWERS = [
    # text, line, key, words of what was expected
    ('{"G1":"maybe"}', 1, "G1", "yes, no or not-sure"),
    ('{"G1":"yes",\n"X9":"yes"}', 2, "X9", "id of a question"),
    ('{"G1":"yes",\n\n"G1":"no"}', 3, "G1", "each key once"),
    ('{"W3":38.7}', 1, "W3", "unit"),
    ('{"W3":38,"W3_unit":"f"}', 1, "W3", "77 to 113"),
    ('{"W3":101,"W3_unit":"c"}', 1, "W3", "25 to 45"),
    ('{"W3":38.7,"W3_unit":"k"}', 1, "W3", "c or f"),
    ('{"W3":38.7,"W3_unit":1}', 1, "W3", "c or f"),
    ('{"W3":"38.7","W3_unit":"c"}', 1, "W3", "unit"),
    ('{"O2":"12"}', 1, "O2", "without quotes"),
    ('{"W3_unit":"c"}', 1, "W3_unit", "beside it"),
    ('{"W3":"yes","W3_unit":"c"}', 1, "W3_unit", "beside it"),
    ('{"G1":"yes","G1_unit":"c"}', 1, "G1_unit", "unit of a temperature"),
    ('{"G1":true}', 1, "G1", "a text or a number"),
    ('{"G1":null}', 1, "G1", "a text or a number"),
    ('{"G8":"loud"}', 1, "G8", "none single siren unknown"),
    ('{"G9":"yesterday"}', 1, "G9", "a time"),
    ('["G1"]', 1, "", "JSON object"),
    ('{"G1":"yes"', 1, "", "JSON object"),
    ('', 1, "", "JSON object"),
    ('{"W3":07}', 1, "", "JSON object"),
]


class Triage(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, name, text):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def call(self, *args, text=None):
        return subprocess.run([CTL, "triage", *args], capture_output=True, text=True, input=text, timeout=60, check=False)

    def judge(self, lists, answers, plan=PLAN, at=AT):
        args = [lists, "--answers", "-", "--at", at, "--json"]
        if plan is not None:
            args += ["--plan", self.write("care-plan.ini", plan)]
        done = self.call(*args, text=json.dumps(answers))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.count("\n"), 1)
        result = json.loads(done.stdout)
        self.assertEqual(set(result), KEYS)
        return result, done.stderr

    def test_outcomes(self):
        for lists, answers, changes, outcome, decided_by, flags, opened in OUTCOMES:
            plan = PLAN
            for old, new in changes.items():
                self.assertIn(old, plan)
                plan = plan.replace(old, new)
            with self.subTest(lists=lists, answers=answers, changes=changes):
                result, _ = self.judge(lists, answers, plan)
                self.assertEqual(result["outcome"], outcome)
                self.assertEqual(result["decided_by"], decided_by)
                self.assertEqual(len(result["findings"]), len(decided_by))
                self.assertLessEqual(flags, set(result["flags"]))
                self.assertEqual("unfinished" in result["flags"], "unfinished" in flags)
                self.assertNotIn("no-plan", result["flags"])
                self.assertEqual(result["lists"], opened)

    def test_tablets(self):
        for lists, answers, shown in SHOWN:
            with self.subTest(lists=lists, answers=answers):
                self.assertIs(self.judge(lists, answers)[0]["show_tablets"], shown)
        self.assertIs(self.judge("W", SHOWN[0][1], PLAN.replace("CanSwallow=true", "CanSwallow=false"))[0]["show_tablets"], False)
        self.assertIs(self.judge("W", SHOWN[0][1], None)[0]["show_tablets"], False)

    def test_repeat(self):
        self.assertEqual(self.judge("W", GATE)[0]["repeat_at"], "2026-11-25T06:00:00.000Z")
        self.assertEqual(self.judge("W", {**GATE, "W10": "not-sure"})[0]["repeat_at"], "2026-11-25T04:00:00.000Z")
        self.assertIsNone(self.judge("W", {"G1": "no"})[0]["repeat_at"])

    def test_contacts(self):
        def roles(answers, at):
            lines = self.judge("W", answers, at=at)[0]["contacts"]
            for line in lines:
                self.assertLessEqual({"role", "name", "number", "reason", "open"}, set(line))
            return [line["role"] for line in lines]

        self.assertEqual(roles({"G1": "no"}, AT)[0], "emergency")
        self.assertEqual(roles({**GATE, "W1": "yes"}, AT)[0], "emergency-department")
        self.assertEqual(roles({**GATE, "W6": "yes"}, AT)[0], "on-call")
        self.assertEqual(roles({**GATE, "W6": "yes"}, "2026-11-25T15:00:00Z")[0], "pump-team")
        self.assertEqual(roles({**GATE, "W6": "yes"}, AT)[-1], "emergency-department")

    def test_no_plan(self):
        result, told = self.judge("W", {"G1": "no"}, None)
        self.assertEqual(result["outcome"], "T1")
        self.assertIn("no-plan", result["flags"])
        self.assertIn("no care plan", told)
        self.assertEqual(result["contacts"][0]["role"], "emergency")
        self.assertIsNone(result["contacts"][0]["number"])
        self.assertFalse(re.search(r"\d{3}", json.dumps(result["contacts"])), "a number that nobody entered")

    def test_bad_answers(self):
        for text, line, key, expected in BAD_ANSWERS:
            with self.subTest(text=text):
                path = self.write("answers.json", text)
                done = self.call("W", "--answers", path, "--json")
                self.assertEqual(done.returncode, 2)
                self.assertEqual(done.stdout, "")
                self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
                self.assertTrue(done.stderr.startswith(f"{path}:{line}: {key}{': ' if key else ''}expected "), done.stderr)
                self.assertIn(expected, done.stderr)

    def test_bad_usage(self):
        answers = self.write("answers.json", "{}")
        plan = self.write("bad.ini", "[pump]\nCapacityMl=forty\n")
        for args in (
            [], ["W"], ["X", "--answers", answers], ["G", "--answers", answers], ["w", "--answers", answers],
            ["W", "O", "--answers", answers], ["W", "--answers"], ["W", "--answers", answers + "x"],
            ["W", "--answers", self.folder.name], ["W", "--answers", answers, "--at", "noon"],
            ["W", "--answers", answers, "--at", "9999-01-01T00:00:00Z"], ["W", "--answers", answers, "--no-such"],
            ["W", "--answers", answers, "--plan", plan], ["W", "--answers", answers, "--plan", plan + "x"],
        ):
            with self.subTest(args=args):
                done = self.call(*args)
                self.assertEqual(done.returncode, 2, done.stdout)
                self.assertEqual(done.stdout, "")
                self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertIn(f"{plan}:2: [pump] CapacityMl: expected", self.call("W", "--answers", answers, "--plan", plan).stderr)

    def test_too_large(self):
        done = self.call("W", "--answers", "-", text="[" * 300000)
        self.assertEqual(done.returncode, 2)
        self.assertIn("256 KiB", done.stderr)

    def test_text(self):
        plan = self.write("care-plan.ini", PLAN)
        for answers, words in (
            ({"G1": "no"}, ["T1", "not breathing (G1)", "911", "Not finished"]),
            ({**GATE, "W6": "yes", **TABLETS}, ["T3", "itching", "+1 202 555 0102", "Look again at", "As the team has written"]),
            (GATE, ["T5", "Keep watching", "Not a medical device"]),
        ):
            with self.subTest(answers=answers):
                done = self.call("W", "--answers", "-", "--plan", plan, "--at", AT, text=json.dumps(answers))
                self.assertEqual(done.returncode, 0, done.stderr)
                for word in words:
                    self.assertIn(word, done.stdout)
                self.assertIsNone(re.search(r"\b(fine|ok|okay|safe|normal|healthy)\b", done.stdout, re.I))

    def test_help(self):
        done = self.call("--help")
        self.assertEqual(done.returncode, 0)
        self.assertIn("--answers FILE", done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=1)
