#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom to call at which hour, and what a care plan is told. usage: test_contacts.py CTL EXAMPLE"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

CTL, EXAMPLE = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]

ROW_KEYS = {"role", "name", "number", "open", "reason", "confirmed", "opens_at", "closes_at"}
# T-CO-01, by the example: New York time. Outcome, time, first role, roles that are closed
HOURS = [
    ("T3", "2026-11-25T08:29:00-05:00", "on-call", {"pump-team"}),
    ("T3", "2026-11-25T08:30:00-05:00", "pump-team", set()),
    ("T3", "2026-11-25T16:59:00-05:00", "pump-team", {"family-doctor"}),
    ("T3", "2026-11-25T17:00:00-05:00", "on-call", {"pump-team", "family-doctor"}),
    ("T3", "2026-11-27T17:00:00-05:00", "on-call", {"pump-team", "family-doctor"}),  # Friday
    ("T3", "2026-11-26T10:00:00-05:00", "on-call", {"pump-team"}),  # a holiday of the team
    ("T3", "2026-11-02T16:59:00-05:00", "pump-team", {"family-doctor"}),  # after the clocks went back
    ("T3", "2026-11-02T17:00:00-05:00", "on-call", {"pump-team", "family-doctor"}),
    ("T3", "2026-03-09T16:59:00-04:00", "pump-team", {"family-doctor"}),  # after they went forward
    ("T3", "2026-03-09T17:00:00-04:00", "on-call", {"pump-team", "family-doctor"}),
    ("T1", "2026-11-21T02:16:00-05:00", "emergency", {"pump-team", "family-doctor"}),
    ("T2", "2026-11-21T02:16:00-05:00", "emergency-department", {"pump-team", "family-doctor"}),
    ("T4", "2026-11-21T02:16:00-05:00", "pump-team", {"pump-team", "family-doctor"}),
    ("T5", "2026-11-21T02:16:00-05:00", "pump-team", {"pump-team", "family-doctor"}),
]
BAD_USAGE = [
    ["contacts", "extra"], ["contacts", "--at", "soon"], ["contacts", "--outcome", "T6"], ["contacts", "--outcome", "T"],
    ["contacts", "--outcome", "3"], ["contacts", "--plan"], ["contacts", "--at", "2026-11-25", "--clock-unknown"],
    ["contacts", "--plan", "/no/such/file"], ["plan"], ["plan", "check"], ["plan", "check", "a", "b"],
    ["plan", "check", "/no/such/file"], ["plan", "check", "/"], ["plan", "check", "--json", "x"],
]


class ContactsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="thecal-ctl.")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.config, self.state = os.path.join(self.folder, "config"), os.path.join(self.folder, "state")
        os.makedirs(os.path.join(self.config, "thecal"))
        self.usual = os.path.join(self.config, "thecal", "care-plan.ini")
        # no bus, no network, no monitor: none is needed
        self.environment = {**os.environ, "TZ": "UTC", "XDG_CONFIG_HOME": self.config, "XDG_STATE_HOME": self.state,
                            "THECAL_STATE_DIR": "", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}

    def ctl(self, *arguments, code=0):
        result = subprocess.run([CTL, *arguments], env=self.environment, capture_output=True, text=True, timeout=60,
                                stdin=subprocess.DEVNULL)
        self.out, self.err = result.stdout, result.stderr
        self.assertEqual(result.returncode, code, (arguments, self.out, self.err))
        return self.out

    def contacts(self, *arguments, code=0):
        return json.loads(self.ctl("contacts", "--json", *arguments, code=code))

    def write(self, text, path=None):
        path = path or os.path.join(self.folder, "plan.ini")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def test_hours(self):
        for outcome, at, first, closed in HOURS:
            with self.subTest((outcome, at)):
                answer = self.contacts("--plan", EXAMPLE, "--at", at, "--outcome", outcome)
                rows = answer["contacts"]
                self.assertEqual(answer["warnings"], [])
                self.assertEqual(rows[0]["role"], first)
                self.assertEqual({row["role"] for row in rows if not row["open"]}, closed)
                self.assertEqual({tuple(sorted(row)) for row in rows}, {tuple(sorted(ROW_KEYS))})
                self.assertIn(("emergency", "911"), [(row["role"], row["number"]) for row in rows])
                if outcome not in ("T1", "T2"):
                    self.assertEqual(rows[-1]["role"], "emergency-department")
        self.assertEqual(self.err, "")

    def test_changes(self):
        rows = self.contacts("--plan", EXAMPLE, "--at", "2026-11-25T12:00:00-05:00")["contacts"]
        self.assertEqual((rows[0]["opens_at"], rows[0]["closes_at"]), (None, "2026-11-25T22:00:00Z"))
        self.assertEqual(rows[0]["reason"], "open now, until 22:00 (17:00 there)")
        rows = self.contacts("--plan", EXAMPLE, "--at", "2026-11-27T18:00:00-05:00")["contacts"]
        team = next(row for row in rows if row["role"] == "pump-team")
        self.assertEqual((team["opens_at"], team["closes_at"]), ("2026-11-30T13:30:00Z", None))

    def test_clock_unknown(self):
        rows = self.contacts("--plan", EXAMPLE, "--clock-unknown")["contacts"]
        self.assertEqual([row["role"] for row in rows[:2]], ["pump-team", "on-call"])
        for row in rows[:2]:
            self.assertIn("clock", row["reason"])
            self.assertTrue(row["open"])
        self.ctl("contacts", "--plan", EXAMPLE, "--clock-unknown", "--outcome", "T3")
        self.assertEqual(self.out.splitlines()[0], "Call the pump team now, or the on-call doctor")

    def test_text(self):
        self.ctl("contacts", "--plan", EXAMPLE, "--at", "2026-11-21T19:40:00-05:00", "--outcome", "T3")
        lines = self.out.splitlines()
        self.assertEqual(lines[0], "Call the on-call doctor now")
        self.assertEqual(lines[1], " 1. On-call doctor, Lakeside Hospital: +1 202 555 0122, open now, at any hour")
        self.assertEqual(lines[2], '    ask for "intrathecal baclofen pump, on call"')

    def test_now(self):
        """Without --at it is now: the same order as with it, or the minute between has changed it."""
        rows = self.contacts("--plan", EXAMPLE)["contacts"]
        self.assertIn(rows[0]["role"], ("pump-team", "on-call"))

    def test_no_plan(self):
        """T-CO-02: said loudly, on standard error and in the JSON; what is missing has its place."""
        answer = self.contacts("--outcome", "T1")
        self.assertEqual(answer["contacts"][0]["role"], "emergency")
        self.assertEqual({row["number"] for row in answer["contacts"]}, {None})
        self.assertEqual(answer["warnings"][:2], ["There is no care plan yet.", "No emergency number has been chosen."])
        for warning in answer["warnings"]:
            self.assertIn(f"WARNING: {warning}\n", self.err)

    def test_unconfirmed(self):
        plan = self.write("[emergency]\nNumber=112\n[contact a]\nRole=on-call\nName=Dr. A\nPhone=+1 202 555 0122\n")
        answer = self.contacts("--plan", plan)
        self.assertIn("Emergency number 112: not confirmed.", answer["warnings"])
        self.assertIn("Dr. A: nobody has confirmed the number +1 202 555 0122.", answer["warnings"])
        self.assertEqual([row["confirmed"] for row in answer["contacts"] if row["number"]], [False, False])
        self.assertIn("not confirmed", next(row["reason"] for row in answer["contacts"] if row["role"] == "on-call"))

    def test_bad_plan(self):
        plan = self.write("[emergency]\nNumber=911\n\n[contact a]\nRole=on-call\nHours=all day\n")
        for command in (["contacts", "--plan", plan], ["contacts", "--json", "--plan", plan], ["plan", "check", plan]):
            with self.subTest(command):
                self.ctl(*command, code=2)
                self.assertEqual(self.out, "")
                self.assertEqual(self.err, f"{plan}:6: [contact a] Hours: expected days and times, as in "
                                           "Mon-Fri 08:30-17:00; Sat 09:00-12:00, or always\n")

    def test_good_copy(self):
        """The usual plan, once read, stays in use when it is spoilt; a named one is what was asked for."""
        self.write("[emergency]\nNumber=911\nConfirmed=true\n", self.usual)
        self.contacts()
        self.assertTrue(os.path.exists(os.path.join(self.state, "thecal", "care-plan.good")))
        self.write("[emergency]\nNumber=nine\n", self.usual)
        answer = self.contacts(code=1)
        self.assertIn(("emergency", "911"), [(row["role"], row["number"]) for row in answer["contacts"]])
        self.assertIn(f"{self.usual}:2: [emergency] Number: expected", self.err)
        self.assertIn("going by the last plan that could be read", self.err)
        self.ctl("contacts", "--plan", self.usual, code=2)

    def test_bad_usage(self):
        for arguments in BAD_USAGE:
            with self.subTest(arguments):
                self.ctl(*arguments, code=2)
                self.assertEqual(self.out, "")
                self.assertEqual(len(self.err.strip().splitlines()), 1, self.err)

    def test_check(self):
        at = ["--at", "2026-11-02T12:00:00Z"]
        self.ctl("plan", "check", EXAMPLE, *at)
        self.assertEqual((self.out, self.err), ("", ""))
        with open(EXAMPLE, encoding="utf-8") as file:
            good = file.read()
        for before, after, told in (
                ("Weight=28 kg", "Weight=28", "[person] Weight=28: without its unit"),
                ("DoseUgPerDay=390", "DoseUgPerDay=3.9", "[drug 1] DoseUgPerDay=3.9: unusual"),
                ("Address=14 Lakeside Road, back door is open", "", "[emergency] Address: not entered"),
                ("VolumeMl=40", "", "[reservoir] VolumeMl: not entered"),
                ("Number=911\nConfirmed=true", "Number=911", "Emergency number 911: not confirmed."),
                ("Serial=EX0001", "SerialNo=EX0001", ":30: [pump] SerialNo: this key is not known"),
                ("[appointment 1]", "[visit 1]", ": [visit 1]: this group is not known"),
                ("[contact marcus]", "[contact on-call]", ": [contact on-call]: this group stood before")):
            with self.subTest(after):
                self.assertIn(before, good)
                plan = self.write(good.replace(before, after))
                self.assertIn(plan + ":", self.ctl("plan", "check", plan, *at, code=1))
                self.assertIn(told, self.out)
                self.assertEqual(self.err, "")

    def test_help(self):
        for command in ("contacts", "plan"):
            self.assertIn(f"Usage: thecalctl {command}", self.ctl(command, "--help"))


if __name__ == "__main__":
    unittest.main()
