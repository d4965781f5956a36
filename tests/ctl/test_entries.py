#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people write down, through a real monitor: stored, corrected, told to the alarms, given out.
usage: test_entries.py CTL MONITOR"""

import csv
import datetime
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import unittest

from gi.repository import Gio, GLib

from private_bus import MANAGER, NAME, PrivateBus, poll

CTL, MONITOR = sys.argv[1:3]
del sys.argv[1:3]


PLAN = """[pump]
CapacityMl=20
[reservoir]
VolumeMl=18
FilledAt=%s
[drug 1]
Name=Baclofen
ConcentrationUgPerMl=2000
DoseUgPerDay=400
"""


def ago(**span):
    time = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(**span)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


class EntriesTest(unittest.TestCase):
    def setUp(self):
        self.bus = PrivateBus()
        self.addCleanup(self.bus.stop)
        self.state = os.path.join(self.bus.dir, "state")
        self.plan = os.path.join(self.bus.dir, "plan.ini")
        self.monitor = None
        self.addCleanup(self.stop_monitor)
        self.start_monitor()

    def start_monitor(self):
        with open(os.path.join(self.bus.dir, "log"), "a", encoding="utf-8") as log:
            self.monitor = subprocess.Popen([MONITOR, "--no-bluetooth", "--state-dir", self.state, "--plan", self.plan],
                                            env=self.bus.environment, stdout=log, stderr=log)
        poll("the monitor", lambda: self.run_ctl("status").returncode == 0)

    def stop_monitor(self):
        if self.monitor is not None:
            self.monitor.terminate()
            self.assertEqual(self.monitor.wait(20), 0)
            self.monitor = None

    def run_ctl(self, *words):
        return subprocess.run([CTL, *words], env=self.bus.environment, capture_output=True, timeout=60, check=False)

    def ctl(self, *words, code=0):
        result = self.run_ctl(*words)
        self.assertEqual(result.returncode, code, (words, result))
        self.err = result.stderr.decode()
        return result.stdout.decode()

    def lines(self, *words):
        return [json.loads(line) for line in self.ctl(*words).splitlines()]

    def alarm(self, condition):
        return [a for a in json.loads(self.ctl("alarms", "--json"))["alarms"] if a["condition"] == condition]

    def call(self, method, parameters, interface=NAME + ".Manager"):
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        connection = Gio.DBusConnection.new_for_address_sync(self.bus.address, flags, None, None)
        try:
            return connection.call_sync(NAME, MANAGER, interface, method, parameters, None, Gio.DBusCallFlags.NONE, 20000,
                                        None).unpack()
        finally:
            connection.close_sync(None)

    def plan_was_read(self):
        """Whole, by the monitor that runs."""
        path, fault = (self.call("Get", GLib.Variant("(ss)", (NAME + ".Manager", name)), "org.freedesktop.DBus.Properties")[0]
                       for name in ("PlanPath", "PlanFault"))
        self.assertEqual(fault, "")
        return path == self.plan

    def enter(self, *words):
        self.ctl("enter", "--reservoir-ml", "18", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "400",
                 "--capacity-ml", "20", *words)

    def refills(self):
        return self.lines("entry", "list", "--kind", "refill", "--json")

    def test_diary(self):
        entry = self.ctl("diary", "add", "stiffness=6", "sleep_h=7,5", "dizzy=yes", "note=two\nlines, \"x\"", "--by", "Ana").strip()
        # durable when the call answers
        self.monitor.send_signal(signal.SIGKILL)
        self.monitor.wait(20)
        self.start_monitor()
        (got,) = self.lines("diary", "list", "--json")
        self.assertEqual((got["id"], got["by"], got["kind"], got["pump"]), (entry, "Ana", "diary", ""))
        self.assertEqual(got["values"], {"stiffness": 6, "sleep_h": 7.5, "dizzy": True, "note": "two\nlines, \"x\""})
        self.assertEqual(len(self.ctl("diary", "list").splitlines()), 1)
        self.assertIn("diary: stiffness 6, sleep_h 7.5, dizzy yes", self.ctl("diary", "list"))
        self.assertEqual(self.lines("diary", "list", "--json", "--to", "2026-01-01"), [])

    def test_refused(self):
        for words, said in (
                (("diary", "add", "stiffness=12"), "stiffness=12: expected a whole number from 0 to 10"),
                (("diary", "add", "stiffness"), "stiffness: expected NAME=VALUE"),
                (("diary", "add", "fever=1"), "fever=1: expected a value of this kind of entry"),
                (("diary", "add"), "Nothing is entered yet."),
                (("diary", "add", "temperature=38", "temperature_unit=f"), "temperature: A temperature in °F is from 77 to 113."),
                (("diary", "add", "penn_frequency=0", "penn_severity=2"), "penn_severity: Without spasms there is no severity."),
                (("diary", "add", "stiffness=1", "--at", "2099-01-01"), "At: expected a time that has passed"),
                (("diary", "add", "stiffness=1", "--id", "a b"), "Id: expected 1 to 64 letters, digits and dashes"),
                (("diary", "withdraw", "none"), "none: there is no such entry"),
                (("diary",), "expected add, list or withdraw"), (("entry", "remove"), "expected add, list or withdraw"),
                (("entry", "add", "dairy"), "expected a kind: diary refill"), (("entry", "list", "--kind", "x"), "expected a kind:"),
                (("entry", "list", "--from", "2026-02-01", "--to", "2026-01-01"), "--to: expected a time not before --from"),
                (("levels", "--most", "0"), "expected a whole number from 1 to 4000"), (("levels", "--pump", "none"), "no such pump")):
            with self.subTest(words):
                self.assertEqual(self.ctl(*words, code=2), "")
                self.assertIn(said, self.err)
                self.assertEqual(len(self.err.splitlines()), 1)
        self.assertEqual(self.lines("entry", "list", "--json"), [])

    def test_bus_refuses(self):
        head = "[entry]\nId=a\nKind=%s\nAt=2026-10-01T10:00:00Z\n"
        self.call("AddEntry", GLib.Variant("(s)", (head % "mri",)))
        for method, parameters, said in (
                ("AddEntry", ("(s)", ("",)), "expected the text of an entry"),
                ("AddEntry", ("(s)", (head % "diary" + "[values]\nstiffness=11\n",)), "stiffness: expected a whole number from 0 to 10"),
                ("AddEntry", ("(s)", (head % "diary",)), "Nothing is entered yet."),
                ("AddEntry", ("(s)", (head % "diary" + "[values]\nstiffness=1\n",)), "Kind: expected mri"),
                ("GetEntries", ("(sxxu)", ("dairy", 0, 1, 1)), "kind: expected diary, refill"),
                ("GetEntries", ("(sxxu)", ("", 1, 0, 1)), "to: expected a time not before from"),
                ("GetEntries", ("(sxxu)", ("", 0, 1, 0)), "most: expected a number from 1 to 10000"),
                ("GetEntries", ("(sxxu)", ("", 0, 1, 10001)), "most: expected a number from 1 to 10000"),
                ("GetLevels", ("(sxxu)", ("", 0, 1, 4001)), "most: expected a number from 1 to 4000"),
                ("GetLevels", ("(sxxu)", ("none", 0, 1, 1)), "no such pump")):
            with self.subTest((method, said)), self.assertRaises(GLib.Error) as refusal:
                self.call(method, GLib.Variant(*parameters))
            self.assertIn(said, refusal.exception.message)
            self.assertIn("org.thecal.Error." + ("NotFound" if "pump" in said else "InvalidArgument"), refusal.exception.message)
        least, most = -2 ** 63, 2 ** 63 - 1
        self.assertEqual(len(self.call("GetEntries", GLib.Variant("(sxxu)", ("", least, most, 5)))[0]), 1)
        self.assertEqual(self.call("GetLevels", GLib.Variant("(sxxu)", ("", least, most, 5))), ([],))

    def test_corrected_and_taken_back(self):
        entry = self.ctl("entry", "add", "wound", "site=belly", "redness=same").strip()
        self.ctl("entry", "add", "wound", "site=belly", "redness=growing", "--id", entry)
        (got,) = self.lines("entry", "list", "--json")
        self.assertEqual(got["values"]["redness"], "growing")
        self.ctl("entry", "withdraw", entry, "--by", "Ana")
        self.assertEqual(self.lines("entry", "list", "--json"), [])
        self.ctl("entry", "withdraw", entry, code=2)
        self.stop_monitor()
        db = sqlite3.connect(os.path.join(self.state, "thecal.db"))
        self.addCleanup(db.close)
        kept = [text for (text,) in db.execute("SELECT text FROM entry_version ORDER BY rowid")]
        self.assertEqual(["redness=same" in kept[0], "redness=growing" in kept[1], len(kept)], [True, True, 2])

    def test_alarms(self):
        self.ctl("diary", "add", "temperature=101.5", "temperature_unit=f", "--at", ago(hours=30))
        self.ctl("entry", "add", "mri", "--at", ago(hours=80))
        self.assertEqual([self.alarm("fever"), self.alarm("mri-check")], [[], []])
        self.ctl("diary", "add", "temperature=101.4", "temperature_unit=f")
        self.assertEqual(self.alarm("fever"), [])
        self.ctl("diary", "add", "temperature=101.5", "temperature_unit=f")
        poll("the fever", lambda: self.alarm("fever"))
        entry = self.ctl("entry", "add", "dose", "dose_ug_per_day=410", "--at", ago(hours=2)).strip()
        poll("the questions after a dose change", lambda: self.alarm("watch"))
        self.ctl("answer-watch")
        # told again, with a note: it is not asked again
        self.ctl("entry", "add", "dose", "dose_ug_per_day=410", "note=at the visit", "--at", ago(hours=2), "--id", entry)
        self.assertEqual(self.alarm("watch"), [])

    def test_bowel_after_an_operation(self):
        self.ctl("entry", "add", "operation", "operation=new", "--at", ago(days=4))
        poll("no movement entered", lambda: self.alarm("bowel"))
        self.ctl("diary", "add", "bowel_movement=yes", "--at", ago(hours=30))
        poll("its end", lambda: not self.alarm("bowel"))

    def test_refill_by_itself(self):
        self.enter("--filled-at", ago(days=40))
        poll("the first refill", lambda: len(self.refills()) == 1)
        filled = ago(hours=3)
        self.enter("--filled-at", filled, "--withdrawn-ml", "9.5", "--alarm-date", "2099-01-10")
        got = poll("the second", lambda: self.refills()[1:])[0]
        values = got["values"]
        self.assertEqual((values["reservoir_ml"], values["withdrawn_ml"], values["capacity_ml"]), (18, 9.5, 20))
        self.assertAlmostEqual(values["expected_ml"], 18 - 0.2 * (40 - 3 / 24), places=1)
        self.assertEqual(values["alarm_date"][:10], "2099-01-10")
        self.assertNotIn("expected_ml", self.refills()[0]["values"])
        # told again by the plan, and at every start: the same refill
        with open(self.plan, "w", encoding="utf-8") as file:
            file.write(PLAN % filled)
        self.stop_monitor()
        self.start_monitor()
        self.ctl("diary", "add", "stiffness=1")
        poll("the plan", self.plan_was_read)
        self.assertEqual([r["id"] for r in self.refills()][1:], [got["id"]])
        self.assertEqual(self.refills()[1]["values"], values)
        # what a person took back stays so
        self.ctl("entry", "withdraw", got["id"])
        self.stop_monitor()
        self.start_monitor()
        poll("the plan", self.plan_was_read)
        self.ctl("diary", "add", "stiffness=2")
        self.assertEqual(len(self.refills()), 1)

    def test_refill_of_the_plan(self):
        with open(self.plan + ".new", "w", encoding="utf-8") as file:
            file.write(PLAN % ago(hours=5))
        os.rename(self.plan + ".new", self.plan)
        poll("the refill of the plan", lambda: len(self.refills()) == 1)
        # a refused one is none: more than the pump holds
        self.ctl("enter", "--reservoir-ml", "30", "--capacity-ml", "20", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day",
                 "400", "--filled-at", ago(hours=1), code=2)
        # typed in as well, with what was taken out
        self.enter("--filled-at", ago(hours=4), "--withdrawn-ml", "2")
        poll("what was taken out", lambda: "withdrawn_ml" in self.refills()[0]["values"])
        self.assertEqual(len(self.refills()), 1)

    def test_withdrawn_by_the_diary(self):
        self.enter("--filled-at", ago(days=40))
        poll("the first refill", lambda: len(self.refills()) == 1)
        numbers = ("reservoir_ml=18", "concentration_ug_per_ml=2000", "dose_ug_per_day=400", "alarm_date=2099-01-10T12:00:00Z")
        # about 10 mL were to be left
        self.ctl("entry", "add", "refill", *numbers, "withdrawn_ml=9", "--at", ago(hours=3))
        self.assertEqual(self.alarm("refill-mismatch"), [])
        self.ctl("entry", "add", "refill", *numbers, "withdrawn_ml=3", "--at", ago(hours=3))
        poll("the mismatch", lambda: self.alarm("refill-mismatch"))

    def test_withdrawn_after_the_plan(self):
        self.enter("--filled-at", ago(days=40))
        poll("the first refill", lambda: len(self.refills()) == 1)
        with open(self.plan + ".new", "w", encoding="utf-8") as file:
            file.write(PLAN % ago(hours=5))
        os.rename(self.plan + ".new", self.plan)
        poll("the refill of the plan", lambda: len(self.refills()) == 2)
        self.assertEqual(self.alarm("refill-mismatch"), [])
        self.enter("--filled-at", ago(hours=5), "--withdrawn-ml", "3")
        poll("the mismatch", lambda: self.alarm("refill-mismatch"))

    def test_levels(self):
        self.assertEqual(self.lines("levels", "--json"), [])
        self.enter("--at", ago(days=2))
        got = poll("the level", lambda: self.lines("levels", "--json"))
        self.assertEqual([(g["lowest_ml"], g["highest_ml"]) for g in got], [(18, 18)])
        self.assertEqual(self.lines("levels", "--json", "--to", ago(days=3)), [])
        self.assertRegex(self.ctl("levels", "--pump", "manual", "--most", "1"), r"^[0-9T:.Z-]+ +18.00 +18.00 mL\n$")

    def test_export(self):
        entry = self.ctl("entry", "add", "question", "question=Why, \"now\"?").strip()
        rows = list(csv.DictReader(io.StringIO(self.ctl("export", "--format", "csv", "--what", "entries"))))
        self.assertEqual([(r["kind"], r["entry_kind"], r["id"]) for r in rows], [("entry", "question", entry)])
        self.assertIn("question=Why, \"now\"?", rows[0]["text"])
        got = self.lines("export", "--format", "json", "--what", "entries")
        self.assertEqual([(g["kind"], g["entry_kind"], g["id"]) for g in got], [("entry", "question", entry)])
        self.assertIn("entry", [g["kind"] for g in self.lines("export", "--format", "json")])


if __name__ == "__main__":
    unittest.main()
