#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is due around the pump, with no monitor. usage: test_calendar.py CTL EXAMPLE"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

CTL, EXAMPLE = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]

ITEM_KEYS = {"id", "kind", "step", "state", "group", "from", "to", "whole_day", "other", "when", "title", "meaning", "detail",
             "late", "source"}
BAD_USAGE = [
    ["calendar", "extra"], ["calendar", "--at", "soon"], ["calendar", "--days", "-1"], ["calendar", "--days", "many"],
    ["calendar", "--plan"], ["calendar", "--plan", "/no/such/file"], ["export", "--format", "ics", "--at", "soon"],
    ["export", "--format", "ics", "--what", "log"], ["export", "--format", "ics", "--plan", "/no/such/file"],
    ["export", "--format", "ics", "--from", "2026-12-01", "--to", "2026-11-01"],
]


class CalendarTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="thecal-ctl.")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        # no bus, no network, no monitor: none is needed
        self.environment = {**os.environ, "TZ": "America/New_York", "XDG_CONFIG_HOME": os.path.join(self.folder, "config"),
                            "XDG_STATE_HOME": os.path.join(self.folder, "state"), "THECAL_STATE_DIR": "",
                            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}

    def ctl(self, *arguments, code=0):
        result = subprocess.run([CTL, *arguments], env=self.environment, capture_output=True, timeout=60,
                                stdin=subprocess.DEVNULL)
        self.out, self.err = result.stdout.decode(), result.stderr.decode()
        self.assertEqual(result.returncode, code, (arguments, self.out, self.err))
        return self.out

    def plan(self, on):
        """The example after another operation."""
        path = os.path.join(self.folder, "plan.ini")
        with open(EXAMPLE, encoding="utf-8") as file, open(path, "w", encoding="utf-8") as out:
            text, changed = re.subn(r"(?m)^\[operation\]\n(?:.+\n)*", f"[operation]\nKind=new\nOn={on}\n", file.read())
            self.assertEqual(changed, 1)
            out.write(text)
        return path

    def items(self, *arguments, plan=EXAMPLE):
        answer = json.loads(self.ctl("calendar", "--json", "--plan", plan, *arguments))
        self.assertEqual(set(answer), {"at", "refill_in_time_until", "entries_known", "items"})
        for item in answer["items"]:
            self.assertEqual(set(item), ITEM_KEYS)
        self.answer = answer
        return {item["id"]: item for item in answer["items"]}

    def events(self, *arguments, plan=EXAMPLE):
        text = self.ctl("export", "--format", "ics", "--plan", plan, *arguments)
        self.assertTrue(text.endswith("END:VCALENDAR\r\n"))
        for line in text.encode().split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
            self.assertNotIn(b"\n", line)
        text = text.replace("\r\n ", "")
        self.unfolded = text
        events = [dict(line.split(":", 1) for line in block.split("BEGIN:VALARM")[0].splitlines() if ":" in line)
                  for block in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.S)]
        return {event["UID"].split("@")[0]: event for event in events}

    def test_ahead(self):
        items = self.items("--at", "2026-11-10T12:00:00-05:00")
        self.assertEqual([(key, items[key]["when"], items[key]["state"]) for key in
                          ("refill-window", "appointment.1", "refill-by")],
                         [("refill-window", "16–19 Nov", "ahead"), ("appointment.1", "Tue 24 Nov, 09:30", "ahead"),
                          ("refill-by", "Thu 26 Nov", "ahead")])
        self.assertFalse(self.answer["entries_known"])
        self.assertTrue(self.answer["refill_in_time_until"].startswith("2026-11-30T"))
        text = self.ctl("calendar", "--plan", EXAMPLE, "--at", "2026-11-10T12:00:00-05:00")
        self.assertIn("Tue 24 Nov, 09:30, in 14 days: Refill visit", text)

    def test_days(self):
        self.assertNotIn("tablets", self.items("--at", "2026-11-10"))
        self.assertIn("tablets", self.items("--at", "2026-11-10", "--days", "365"))
        self.assertIn("appointment.1", self.items("--at", "2026-11-24", "--days", "0"))
        self.assertNotIn("refill-by", self.items("--at", "2026-11-24", "--days", "0"))

    def test_missed(self):
        """T-AP-01: a visit without a refill stays."""
        items = self.items("--at", "2026-11-25")
        self.assertEqual((items["appointment.1"]["state"], items["appointment.1"]["group"]), ("passed", "overdue"))
        self.assertIn("Overdue\n  Tue 24 Nov, 09:30", self.ctl("calendar", "--plan", EXAMPLE, "--at", "2026-11-25"))

    def test_late(self):
        """A refill visit that is booked after the day to refill by."""
        path = os.path.join(self.folder, "plan.ini")
        with open(EXAMPLE, encoding="utf-8") as file, open(path, "w", encoding="utf-8") as out:
            text = file.read()
            self.assertEqual(text.count("At=2026-11-24T"), 1)
            out.write(text.replace("At=2026-11-24T", "At=2026-11-28T"))
        at = ("--at", "2026-11-10T12:00:00-05:00")
        self.assertTrue(self.items(*at, plan=path)["appointment.1"]["late"])
        self.assertIn("Refill visit\n    After the day to refill by, Thu 26 Nov: ask for an earlier date.\n",
                      self.ctl("calendar", "--plan", path, *at))
        self.assertEqual([key for key, item in self.items(*at).items() if item["late"]], [])

    def test_after_an_operation(self):
        """T-PO-01, H23: both dates, and nobody has said that it has healed."""
        items = self.items("--at", "2026-04-20", plan=self.plan("2026-03-02"))
        bath = items["post-op.bath"]
        self.assertEqual((bath["state"], bath["from"][:10], bath["other"][:10]), ("held", "2026-03-16", "2026-04-13"))
        self.assertIn("Mon 16 Mar", bath["detail"])
        self.assertIn("Mon 13 Apr", bath["detail"])

    def test_for_a_telephone(self):
        events = self.events("--at", "2026-11-10T12:00:00-05:00")
        self.assertEqual(events["appointment.1"]["DTSTART"], "20261124T143000Z")
        self.assertEqual(events["refill-by"]["DTSTART;VALUE=DATE"], "20261126")
        for private in ("Theo", "baclofen", "EX0001", "390", "202 555"):
            self.assertNotIn(private, self.unfolded)
        self.assertNotIn("tablets", self.events("--at", "2026-11-10", "--to", "2026-12-31"))
        self.assertEqual(set(self.events("--from", "2027-06-01", "--to", "2027-06-30")), {"tablets"})

    def test_no_plan(self):
        self.assertEqual(self.ctl("calendar"), "Nothing with a date is known.\n")
        self.assertIn("there is no care plan yet", self.err)
        self.assertNotIn("VEVENT", self.ctl("export", "--format", "ics"))

    def test_bad_usage(self):
        for arguments in BAD_USAGE:
            self.ctl(*arguments, code=2)
            self.assertEqual(len(self.err.splitlines()), 1, self.err)


if __name__ == "__main__":
    unittest.main()
