#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The alarm log of a real monitor, as thecalctl gives it out, checked by an own reading of how it is hashed.
usage: test_log.py CTL MONITOR"""

import csv
import datetime
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import unittest

from gi.repository import Gio, GLib

from private_bus import MANAGER, NAME, PrivateBus, poll

CTL, MONITOR = sys.argv[1:3]
del sys.argv[1:3]

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
NAMES = ['Özil, "MD"', "two\nlines", "=1+1", " a ; b\t水 "]


def at_us(text):
    """Microseconds of a time as it is given out, exactly."""
    time = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=datetime.timezone.utc)
    return (time - EPOCH) // datetime.timedelta(microseconds=1)


def hash_of(before, seq, at, boot_us, episode, pump, condition, effect, priority, detail, boot_id):
    values = [2, before, seq, at, boot_us, episode, pump, condition, effect, priority, detail, boot_id]
    octets = [str(value).encode() for value in values]
    return hashlib.sha256(b"".join(b"%d:%s" % (len(o), o) for o in octets)).hexdigest()


def fits(records):
    before = ""
    for number, r in enumerate(records, 1):
        expected = hash_of(before, r["seq"], at_us(r["at"]), r["boot_us"], r["episode"], r["pump"], r["condition"], r["effect"],
                           r["priority"], r["detail"], r["boot_id"])
        if (str(r["seq"]), r["hash"]) != (str(number), expected):
            return False
        before = r["hash"]
    return True


class LogTest(unittest.TestCase):
    def setUp(self):
        self.bus = PrivateBus()
        self.addCleanup(self.bus.stop)
        self.path = os.path.join(self.bus.dir, "state", "thecal.db")
        self.monitor = None
        self.addCleanup(self.stop_monitor)

    def start_monitor(self):
        with open(os.path.join(self.bus.dir, "log"), "a", encoding="utf-8") as log:
            self.monitor = subprocess.Popen([MONITOR, "--no-bluetooth", "--state-dir", os.path.dirname(self.path)],
                                            env=self.bus.environment, stdout=log, stderr=log)
        poll("the monitor", lambda: self.run_ctl("status").returncode == 0)

    def stop_monitor(self):
        if self.monitor is not None:
            self.monitor.terminate()
            self.assertEqual(self.monitor.wait(20), 0)
            self.monitor = None

    def run_ctl(self, *arguments):
        return subprocess.run([CTL, *arguments], env=self.bus.environment, capture_output=True, timeout=60)

    def ctl(self, *arguments, code=0):
        result = self.run_ctl(*arguments)
        self.assertEqual(result.returncode, code, (arguments, result))
        return result.stdout.decode()

    def lines(self, *arguments):
        return [json.loads(line) for line in self.ctl(*arguments).splitlines()]

    def raise_and_acknowledge(self):
        self.ctl("enter", "--reservoir-ml", "1.5", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300")
        low = poll("the low alarm", lambda: [a for a in json.loads(self.ctl("alarms", "--json"))["alarms"]
                                             if a["condition"] == "reservoir-low"])[0]
        for name in NAMES:
            self.ctl("acknowledge", str(low["id"]), "--by", name)

    def test_export_can_be_checked(self):
        self.start_monitor()
        self.raise_and_acknowledge()
        log = self.lines("alarms", "--log", "--json")
        self.assertTrue(fits(log), log)
        self.assertFalse(fits(log[:1] + log[2:]))
        self.assertFalse(fits(log[:1] + [dict(log[1], episode=log[1]["episode"] + 1)] + log[2:]))
        for name in NAMES:
            self.assertIn("acknowledged: " + name, [r["detail"] for r in log])
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            self.assertEqual({r["boot_id"] for r in log}, {file.read().strip()})

        rows = list(csv.DictReader(io.StringIO(self.ctl("export", "--format", "csv"), newline="")))
        exported = [row for row in rows if row["kind"] == "log"]
        self.assertTrue(fits(exported[:len(log)]))
        self.assertEqual([row["detail"] for row in exported[:len(log)]], [r["detail"] for r in log])
        objects = self.lines("export", "--format", "json")
        self.assertEqual([{k: v for k, v in o.items() if k != "kind"} for o in objects if o["kind"] == "log"][:len(log)], log)
        readings = [o for o in objects if o["kind"] == "reading"]
        self.assertEqual([(r["source"], r["reservoir_ml"], r["dose_ug_per_day"]) for r in readings], [("manual", 1.5, 300)])
        self.assertEqual([row["reservoir_ml"] for row in rows if row["kind"] == "reading"], ["1.5"])

        checked = len(self.lines("alarms", "--log", "--json"))
        verified = json.loads(self.ctl("alarms", "--verify", "--json"))
        self.assertGreaterEqual(verified["checked"], checked)
        self.assertIsNone(verified["first_bad"])

    def append(self, n):
        """Records as another program that knows the rule would write them."""
        db = sqlite3.connect(self.path)
        seq, before = db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
        for i in range(n):
            seq += 1
            fields = (1790000000000000 + i * 1000, i, 3, "manual", "reservoir-low", "signal", "medium", f"record {i}, \"{i}\"", "b")
            before = hash_of(before, seq, *fields)
            db.execute("INSERT INTO log (seq, at_us, boot_us, episode, pump, condition, effect, priority, detail, boot_id, chain,"
                       " hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 2, ?)", (seq, *fields, before))
        db.commit()
        db.close()
        return seq

    def test_long_log(self):
        self.start_monitor()
        self.raise_and_acknowledge()
        self.stop_monitor()
        n_records = self.append(10000)
        self.start_monitor()
        verified = json.loads(self.ctl("alarms", "--verify", "--json"))
        self.assertIsNone(verified["first_bad"])
        self.assertGreaterEqual(verified["checked"], n_records)
        exported = [o["seq"] for o in self.lines("export", "--format", "json", "--what", "log")]
        self.assertEqual(exported, list(range(1, len(exported) + 1)))
        self.assertGreaterEqual(len(exported), n_records)
        self.stop_monitor()

        db = sqlite3.connect(self.path)
        with self.assertRaises(sqlite3.IntegrityError):
            db.execute("UPDATE log SET detail = 'forged' WHERE seq = 5000")
        with self.assertRaises(sqlite3.IntegrityError):
            db.execute("DELETE FROM log WHERE seq = 5000")
        for trigger in ("log_no_update", "log_no_delete", "log_no_insert"):
            db.execute("DROP TRIGGER " + trigger)
        db.execute("UPDATE log SET episode = 4 WHERE seq = 5000")
        db.commit()
        db.close()
        self.start_monitor()
        self.assertIn("record 5000 does not fit", self.ctl("alarms", "--log", "--verify", code=1))

    def call(self, method, parameters):
        bus = Gio.DBusConnection.new_for_address_sync(
            self.bus.address,
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        try:
            return bus.call_sync(NAME, MANAGER, NAME + ".Manager", method, parameters, None, Gio.DBusCallFlags.NONE, 10000,
                                 None).unpack()
        finally:
            bus.close_sync(None)

    def test_calls(self):
        self.start_monitor()
        self.raise_and_acknowledge()
        for method, signature, values, field in [
                ("GetAlarmLog", "(tbu)", (0, False, 0), "most"), ("GetAlarmLog", "(tbu)", (0, True, 1001), "most"),
                ("GetReadings", "(xxtu)", (0, 1, 0, 0), "most"), ("GetReadings", "(xxtu)", (0, 1, 0, 4294967295), "most"),
                ("GetReadings", "(xxtu)", (2, 1, 0, 5), "to")]:
            with self.subTest((method, values)):
                with self.assertRaises(GLib.Error) as caught:
                    self.call(method, GLib.Variant(signature, values))
                self.assertIn("org.thecal.Error.InvalidArgument: " + field + ":", str(caught.exception))
        newest = self.call("GetAlarmLog", GLib.Variant("(tbu)", (0, True, 2)))[0]
        self.assertEqual(len(newest), 2)
        self.assertEqual(self.call("GetAlarmLog", GLib.Variant("(tbu)", (2**64 - 1, False, 5)))[0], [])
        limits = (-2**63, 2**63 - 1, 0, 1000)
        readings = self.call("GetReadings", GLib.Variant("(xxtu)", limits))[0]
        self.assertEqual([r["reservoir_ml"] for r in readings], [1.5])
        after = (-2**63, 2**63 - 1, readings[0]["row"], 1000)
        self.assertEqual(self.call("GetReadings", GLib.Variant("(xxtu)", after))[0], [])
        at = readings[0]["at"]
        self.assertEqual(len(self.call("GetReadings", GLib.Variant("(xxtu)", (at, at, 0, 5)))[0]), 1)
        self.assertEqual(len(self.call("GetReadings", GLib.Variant("(xxtu)", (at + 1, at + 1, 0, 5)))[0]), 0)


if __name__ == "__main__":
    unittest.main()
