#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of a running monitor against one that answers what the test says. usage: test_bus_commands.py CTL XML"""

import csv
import datetime
import io
import json
import os
import subprocess
import sys
import unittest

from gi.repository import GLib

from private_bus import FakeMonitor, PrivateBus, Refusal

CTL, XML = sys.argv[1:3]
del sys.argv[1:3]

NOTHING = GLib.Variant("()", ())
BAD_USAGE = [
    ["resolve"], ["resolve", "x"], ["resolve", "1", "2"], ["resolve", "1", "--by"], ["resolve", "-1"],
    ["decline"], ["decline", "1", "--by", "A"], ["decline", "4294967296"], ["decline", ""],
    ["drill", "now"], ["drill", "--no"], ["drill", "--json=1"], ["answer-watch", "x"], ["answer-watch", "--pump"],
    ["alarms", "--most", "5"], ["alarms", "--log", "--most", "0"], ["alarms", "--log", "--most", "-1"],
    ["alarms", "--log", "--most", "1.5"], ["alarms", "--log", "--most", "1000001"], ["alarms", "--log", "extra"],
    ["alarms", "--verify=1"],
    ["walkthroughs", "extra"], ["walkthroughs", "--newest"], ["walkthroughs", "--newest", "0"],
    ["walkthroughs", "--newest", "many"], ["export"], ["export", "--format", "xml"], ["export", "--format", "fhir", "--what", "log"],
    ["export", "--format", "csv", "--what", "all of it"], ["export", "--format", "csv", "--from", "yesterday"],
    ["export", "--format", "csv", "--to", "2026-13-01"], ["export", "--format", "csv", "extra"],
    ["export", "--format", "csv", "--from", "2026-02-02", "--to", "2026-02-01"],
    ["export", "--format", "json", "--from", "2026-02-02T10:00:00Z", "--to", "2026-02-02T09:59:59Z"],
]
# scripts may count them: new ones go to the end
CSV_COLUMNS = [
    "kind", "at", "pump", "seq", "boot_us", "boot_id", "condition", "effect", "priority", "episode", "detail", "hash", "row",
    "received", "source", "therapy", "mode", "battery_state", "reservoir_ml", "flow_ml_per_day", "dose_ug_per_day",
    "concentration_ug_per_ml", "capacity_ml", "low_threshold_ml", "battery_percent", "id", "started", "ended", "by", "outcome",
    "state", "text", "entered", "entry_kind",
]


def milliseconds(text):
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


def record(seq, **changed):
    values = {"seq": ("t", seq), "at": ("x", 1790000000000 + seq), "boot_us": ("x", 123456789012345 + seq),
              "boot_id": ("s", "b-1"), "pump": ("s", "C0:DE"), "condition": ("s", "reservoir-low"), "effect": ("s", "raise"),
              "priority": ("s", "medium"), "episode": ("u", 7), "detail": ("s", f"record {seq}"), "hash": ("s", f"{seq:064x}")}
    values.update(changed)
    return {key: GLib.Variant(*value) for key, value in values.items()}


def reading(row, **changed):
    values = {"row": ("t", row), "at": ("x", 1790000000000 + row), "received": ("x", 1790000001000 + row),
              "source": ("s", "simulator"), "pump": ("s", "C0:DE"), "reservoir_ml": ("d", 18.25 - row / 1000),
              "battery_percent": ("d", float("nan"))}
    values.update(changed)
    return {key: GLib.Variant(*value) for key, value in values.items()}


def walkthrough(number, **changed):
    values = {"id": ("s", f"w{number}"), "started": ("x", 1790000000000 + number), "ended": ("x", 1790000060000 + number),
              "pump": ("s", ""), "by": ("s", ""), "outcome": ("i", 2), "state": ("s", "open"), "text": ("s", "[walkthrough]\n")}
    values.update(changed)
    return {key: GLib.Variant(*value) for key, value in values.items()}


class BusCommandsTest(unittest.TestCase):
    def setUp(self):
        self.bus = PrivateBus()
        self.addCleanup(self.bus.stop)
        self.monitor = FakeMonitor(self.bus, XML)
        self.addCleanup(self.monitor.stop)
        self.records, self.readings, self.walkthroughs = [], [], []
        self.monitor.handlers.update(GetAlarmLog=self.get_alarm_log, GetReadings=self.get_readings,
                                     GetEntries=lambda kind, begin, end, most: GLib.Variant("(aa{sv})", ([],)),
                                     GetWalkthroughs=lambda most: GLib.Variant("(aa{sv})", (self.walkthroughs[-most:],)))

    def get_alarm_log(self, after, newest, most):
        found = [r for r in self.records if r["seq"].unpack() > after]
        return GLib.Variant("(aa{sv})", (found[-most:] if newest else found[:most],))

    def get_readings(self, begin, end, after, most):
        found = [r for r in self.readings if r["row"].unpack() > after and begin <= r["at"].unpack() <= end]
        return GLib.Variant("(aa{sv})", (found[:most],))

    def ctl(self, *arguments, code=0):
        # read as octets: the ends of lines are part of what is tested
        result = subprocess.run([CTL, *arguments], env=self.bus.environment, capture_output=True, timeout=60,
                                stdin=subprocess.DEVNULL)
        self.out, self.err = result.stdout.decode(), result.stderr.decode()
        self.assertEqual(result.returncode, code, (arguments, self.out, self.err))
        return self.out

    def lines(self, *arguments, code=0):
        return [json.loads(line) for line in self.ctl(*arguments, code=code).splitlines()]

    def test_bad_usage(self):
        for arguments in BAD_USAGE:
            with self.subTest(arguments):
                self.ctl(*arguments, code=2)
                self.assertEqual(self.out, "")
                self.assertEqual(len(self.err.strip().splitlines()), 1, self.err)
        self.assertEqual(self.monitor.calls, [])

    def test_answers(self):
        self.monitor.add_alarm(5)
        self.monitor.handlers.update(Resolve=lambda by: NOTHING, Decline=lambda: NOTHING, AnswerWatch=lambda pump, by: NOTHING)
        self.ctl("resolve", "5", "--by", "Dr. Özil, \"MD\"")
        self.ctl("decline", "5")
        self.ctl("answer-watch", "--pump", "C0:DE", "--by", "Anna")
        self.ctl("answer-watch", "--by", "Anna")
        self.assertEqual(self.monitor.calls, [
            ("alarm/5", "Resolve", "Dr. Özil, \"MD\""), ("alarm/5", "Decline"), ("manager", "AnswerWatch", "C0:DE", "Anna"),
            ("manager", "AnswerWatch", "", "Anna")])

    def test_resolve_of_what_stands(self):
        self.monitor.add_alarm(5)
        self.monitor.handlers["Resolve"] = lambda by: NOTHING
        for state, pump, words in (
                ("true", "C0:DE", r"still stands: what the pump reports, or its level, keeps it up"),
                ("true", "", r"still stands: what raised it is still found"),
                ("unknown", "C0:DE", r"still stands: the pump is not heard, .*"),
                ("clearing", "C0:DE", r"still stands, .*"), ("clear", "C0:DE", None)):
            with self.subTest((state, pump)):
                # another one that stands as well is none of this one's
                self.monitor.alarms = {
                    number: {"Id": GLib.Variant("u", number), "ConditionState": GLib.Variant("s", said),
                             "PumpId": GLib.Variant("s", pump)} for number, said in ((5, state), (6, "true"))}
                self.assertRegex(self.ctl("resolve", "5"), f"^{words}\n$" if words else "^$")
        self.monitor.alarms.pop(5)
        self.assertEqual(self.ctl("resolve", "5"), "")

    def test_covered(self):
        def told(signal, by):
            return {"Id": GLib.Variant("u", 6), "Condition": GLib.Variant("s", "reservoir-low"),
                    "Title": GLib.Variant("s", "Reservoir low"), "Priority": GLib.Variant("s", "medium"),
                    "SignalState": GLib.Variant("s", signal), "CoveredBy": GLib.Variant("s", by)}
        for signal, by, words in (("sounding", "", "sounding"), ("sounding", "reservoir-empty", "covered by Reservoir empty"),
                                  ("acknowledged", "reservoir-empty", "acknowledged"),
                                  ("sounding", "not-known-yet", "covered by not-known-yet")):
            with self.subTest((signal, by)):
                self.monitor.alarms = {6: told(signal, by)}
                self.assertEqual(self.ctl("alarms"), f"[6] medium: Reservoir low (reservoir-low, {words})\n")
                alarm = self.lines("alarms", "--json")[0]["alarms"][0]
                self.assertEqual((alarm["signal"], alarm["covered_by"]), (signal, by or None))

    def test_empty(self):
        for early, late, words in ((4.05, 5.5, "in 4.0 to 5.5 days"), (0.0, 0.3, "may be empty already, in 0.3 days at the latest"),
                                   (0.01, 0.02, "may be empty already"), (-1.0, -0.5, "may be empty already")):
            with self.subTest((early, late)):
                self.monitor.pumps = {1: {"Forecast": GLib.Variant("a{sd}", {"empty_early": early, "empty_late": late})}}
                self.assertRegex(self.ctl("status"), rf"(?m)^  empty +{words}$")

    def test_calendar_by_the_notice(self):
        """The pump's own replacement notice goes before what its model is expected to last."""
        os.makedirs(self.bus.dir + "/config/thecal")
        with open(self.bus.dir + "/config/thecal/care-plan.ini", "w", encoding="utf-8") as file:
            file.write("[pump]\nModel=SynchroMed II\nImplantDate=2022-02-11\n")
        for notice, when in (("2026-08-15T00:00:00Z", "August 2026 to November 2026"), (None, "February 2027 to February 2029")):
            self.monitor.pumps = {1: {"EriTime": GLib.Variant("x", milliseconds(notice) if notice else 0)}}
            for at in (["--at", "2026-09-01"], []):
                with self.subTest((notice, at)):
                    items = {item["id"]: item for item in self.lines("calendar", "--json", "--days", "3660", *at)[0]["items"]}
                    self.assertEqual(items["replacement"]["when"], when)
                    self.assertEqual(items["replacement"]["step"], "notice" if notice else None)
        # of two pumps nobody knows which one the plan is about
        self.monitor.pumps = {n: {"EriTime": GLib.Variant("x", milliseconds("2026-08-15T00:00:00Z"))} for n in (1, 2)}
        self.assertIn("February 2027", self.ctl("calendar", "--days", "3660"))

    def test_refusals(self):
        def refuse(name):
            def handler(*_arguments):
                raise Refusal(name, "only data can say so")
            return handler

        self.monitor.add_alarm(5)
        for name, code in (("NotAllowed", 1), ("NotFound", 2), ("InvalidArgument", 2), ("Failed", 1)):
            self.monitor.handlers.update({m: refuse(name) for m in ("Resolve", "Decline", "AnswerWatch", "StartDrill")})
            for command in (["resolve", "5"], ["decline", "5"], ["answer-watch"], ["drill"]):
                with self.subTest((name, command)):
                    self.ctl(*command, code=code)
                    self.assertEqual(self.out, "")
                    self.assertEqual(self.err, f"thecalctl {command[0]}: only data can say so\n")
        self.ctl("resolve", "6", code=1)

    def test_without_monitor(self):
        self.monitor.leave()
        for command in (["alarms", "--log"], ["alarms", "--verify"], ["resolve", "1"], ["decline", "1"], ["drill"],
                        ["answer-watch"], ["walkthroughs"], ["export", "--format", "json"], ["export", "--format", "json", "--what", "readings"]):
            with self.subTest(command):
                self.assertEqual(self.ctl(*command, code=1), "")
                self.assertEqual(self.err, f"thecalctl {command[0]}: Thecal's monitor is not running. Nothing is being watched.\n")

    def start_drill(self, end, before=0):
        """Answers StartDrill; the drill of @before is still shown when it is asked for after that, and only then it ends."""
        self.monitor.properties.update(DrillTime=GLib.Variant("x", before),
                                       DrillState=GLib.Variant("s", "done" if before else "never"),
                                       DrillReport=GLib.Variant("a(sbs)", [("sound", True, "the one before")] if before else []))

        def handler(_by):
            self.monitor.when_asked = end
            return GLib.Variant("(u)", (41,))
        self.monitor.handlers["StartDrill"] = handler

    def end_drill(self, state, report):
        def end():
            self.monitor.set(Steps=GLib.Variant("t", 1))
            self.monitor.set(DrillState=GLib.Variant("s", "running"), DrillTime=GLib.Variant("x", 1790000000123))
            self.monitor.later(lambda: self.monitor.set(DrillState=GLib.Variant("s", state),
                                                        DrillReport=GLib.Variant("a(sbs)", report)))
        return end

    def test_drill(self):
        worked = [("sound", True, "heard on alsa_output"), ("person Anna", True, "acknowledged after 12 s")]
        failed = worked + [("notification", False, "no server")]
        for before in (0, 1780000000000):
            with self.subTest(before):
                self.start_drill(self.end_drill("done", worked), before)
                self.assertEqual(self.lines("drill", "--by", "Anna", "--json"), [
                    {"alarm": 41, "state": "done", "at": "2026-09-21T14:13:20.123Z",
                     "report": [{"channel": "sound", "worked": True, "reached": True, "found": "heard on alsa_output"},
                                {"channel": "person Anna", "worked": True, "reached": True, "found": "acknowledged after 12 s"}]}])
                self.assertIn(("manager", "StartDrill", "Anna"), self.monitor.calls)
        self.start_drill(self.end_drill("done", failed))
        self.assertRegex(self.ctl("drill", code=1), r"(?m)^sound +worked +heard on alsa_output$")
        self.assertRegex(self.out, r"(?m)^notification +FAILED +no server$")
        early = worked + [("speech", False, "not reached: answered in 9 s")]
        self.start_drill(self.end_drill("done", early))
        self.assertRegex(self.ctl("drill"), r"(?m)^speech +- +not reached: answered in 9 s$")
        self.start_drill(self.end_drill("done", early))
        self.assertEqual(self.lines("drill", "--json")[0]["report"][-1], {
            "channel": "speech", "worked": False, "reached": False, "found": "not reached: answered in 9 s"})
        self.start_drill(self.end_drill("done", early + [("notification", False, "no server")]))
        self.ctl("drill", code=1)
        self.start_drill(self.end_drill("broken-off", worked))
        self.assertEqual(self.lines("drill", "--json", code=1)[0]["state"], "broken-off")
        self.assertIn("broken off", self.err)
        self.start_drill(self.end_drill("done", []))
        self.ctl("drill", code=1)
        self.assertIn("no channel", self.err)

    def test_drill_done_at_once(self):
        self.start_drill(lambda: None)
        start = self.monitor.handlers["StartDrill"]

        def handler(by):
            self.monitor.properties.update(DrillState=GLib.Variant("s", "done"), DrillTime=GLib.Variant("x", 5),
                                           DrillReport=GLib.Variant("a(sbs)", [("sound", True, "")]))
            return start(by)
        self.monitor.handlers["StartDrill"] = handler
        self.ctl("drill")

    def test_drill_without_its_end(self):
        self.start_drill(self.monitor.leave)
        self.ctl("drill", code=1)
        self.assertRegex(self.err, r"monitor (has ended|is not running)")

    def test_log(self):
        self.assertEqual(self.ctl("alarms", "--log", "--json"), "")
        self.records = [record(seq) for seq in range(1, 2502)]
        self.records[-1]["detail"] = GLib.Variant("s", "two\nlines \x1b[2J")
        got = self.lines("alarms", "--log", "--json")
        self.assertEqual([r["seq"] for r in got], list(range(1502, 2502)))
        self.assertEqual(got[0], {
            "at": "2026-09-21T14:13:21.502Z", "pump": "C0:DE", "seq": 1502, "boot_us": 123456789013847, "boot_id": "b-1",
            "condition": "reservoir-low", "effect": "raise", "priority": "medium", "episode": 7, "detail": "record 1502",
            "hash": f"{1502:064x}"})
        self.assertEqual(got[-1]["detail"], "two\nlines \x1b[2J")
        for most in (1, 2, 999, 1001, 2500, 2501, 5000):
            numbers = [r["seq"] for r in self.lines("alarms", "--log", "--json", "--most", str(most))]
            self.assertEqual(numbers, list(range(max(1, 2502 - most), 2502)))
        text = self.ctl("alarms", "--log", "--most", "2").splitlines()
        self.assertEqual(len(text), 2)
        self.assertNotIn("\x1b", text[1])
        self.assertRegex(text[0], r"^2026-09-21T14:13:22.500Z +2500 +raise +reservoir-low +medium +record 2500$")

    def test_verify(self):
        self.monitor.handlers["VerifyAlarmLog"] = lambda: GLib.Variant("(tt)", (12, 0))
        self.assertEqual(self.ctl("alarms", "--log", "--verify"), "12 records checked, every one fits\n")
        self.assertEqual(self.lines("alarms", "--verify", "--json"), [{"checked": 12, "first_bad": None}])
        self.monitor.handlers["VerifyAlarmLog"] = lambda: GLib.Variant("(tt)", (7, 7))
        self.assertIn("record 7 does not fit", self.ctl("alarms", "--log", "--verify", code=1))
        self.assertEqual(self.lines("alarms", "--verify", "--json", code=1), [{"checked": 7, "first_bad": 7}])

    def test_export_values(self):
        nasty = ["a,b", 'say "no"', "two\nlines", "cr\r\nlf", " blanks ", "", "ångström ✓ 水", '"', ",", "=1+1", "a;b\tc"]
        self.records = [record(i + 1, detail=("s", text)) for i, text in enumerate(nasty)]
        self.readings = [reading(1), reading(2, therapy=("s", "run"), flow_ml_per_day=("d", 0.1), source=("s", "manual"))]
        text = self.ctl("export", "--format", "csv")
        # one header, and \r\n after each record and nowhere else but in quotes
        self.assertEqual(text.count("kind,at,"), 1)
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual([row["detail"] for row in rows[:len(nasty)]], nasty)
        self.assertTrue(text.endswith("\r\n"))
        header, *lines = csv.reader(io.StringIO(text, newline=""))
        self.assertEqual(header, CSV_COLUMNS)
        self.assertEqual({len(line) for line in lines}, {len(header)})
        self.assertEqual([row["kind"] for row in rows], ["log"] * len(nasty) + ["reading"] * 2)
        self.assertEqual((rows[0]["at"], rows[0]["boot_us"], rows[0]["seq"], rows[0]["hash"], rows[0]["source"]),
                         ("2026-09-21T14:13:20.001Z", "123456789012346", "1", f"{1:064x}", ""))
        self.assertEqual((rows[-2]["source"], rows[-2]["reservoir_ml"], rows[-2]["battery_percent"], rows[-2]["hash"]),
                         ("simulator", "18.249", "", ""))
        self.assertEqual((rows[-1]["flow_ml_per_day"], rows[-1]["therapy"]), ("0.1", "run"))
        objects = self.lines("export", "--format", "json")
        self.assertEqual([o["detail"] for o in objects[:len(nasty)]], nasty)
        self.assertEqual(objects[-2], {"kind": "reading", "at": "2026-09-21T14:13:20.001Z", "pump": "C0:DE", "row": 1,
                                       "received": "2026-09-21T14:13:21.001Z", "source": "simulator", "reservoir_ml": 18.249,
                                       "battery_percent": None})

    def test_export_what(self):
        self.records, self.readings, self.walkthroughs = [record(1)], [reading(1)], [walkthrough(1)]
        for what, kinds in (("log", ["log"]), ("readings", ["reading"]), ("walkthroughs", ["walkthrough"]),
                            ("all", ["log", "reading", "walkthrough"])):
            self.assertEqual([o["kind"] for o in self.lines("export", "--format", "json", "--what", what)], kinds)

    def test_walkthroughs(self):
        def told(number, minute, answers, pump="", **changed):
            text = (f"[walkthrough]\nId=w{number}\nPump={pump}\nBy=Anna\nStarted=2026-09-21T14:{minute}:00Z\n"
                    f"Ended=2026-09-21T14:{minute}:30Z\nState=done\nOutcome=T3\nLists=GW\nDecidedBy=W6\nFlags=watch-72h\n"
                    "Sign=withdrawal\nRepeatAt=2026-09-21T16:00:00Z\n[answers]\n" +
                    "".join(f"{id}={answer}\n" for id, answer in answers.items()))
            return walkthrough(number, text=("s", text), by=("s", "Anna"), state=("s", "done"), outcome=("i", 3),
                               started=("x", 1790000000000 + int(minute) * 60000), pump=("s", pump), **changed)
        self.walkthroughs = [
            told(1, "10", {"W2": "no", "W6": "no", "W9": "yes"}),
            told(2, "20", {"W6": "yes", "W9": "yes", "W3": "38.5 c"}, pump="C0:DE"),
            told(3, "30", {"W6": "yes", "W9": "yes", "W3": "38.5 c"}),
            walkthrough(4, text=("s", "spoilt"), by=("s", "E\nve")),
        ]
        first, other, third, spoilt = self.lines("walkthroughs", "--json")
        self.assertEqual(third, {
            "id": "w3", "started": "2026-09-21T14:43:20.000Z", "ended": "2026-09-21T14:14:20.003Z", "pump": "", "by": "Anna",
            "outcome": "T3", "state": "done", "lists": ["G", "W"], "decided_by": ["W6"], "flags": ["watch-72h"],
            "repeat_at": "2026-09-21T16:00:00.000Z", "new": ["W6"], "new_since": "2026-09-21T14:10:00.000Z",
            "answers": {"W3": 38.5, "W3_unit": "c", "W6": "yes", "W9": "yes"}})
        # of the same pump, and the first of all has none before it
        self.assertEqual((first["new"], first["new_since"]), (["W9"], None))
        self.assertEqual((other["new"], other["new_since"]), (["W6", "W9"], None))
        self.assertEqual((spoilt["id"], spoilt["outcome"], "answers" in spoilt), ("w4", "T2", False))
        # compared with what is not shown
        self.assertEqual([o["new"] for o in self.lines("walkthroughs", "--json", "--newest", "2")[:1]], [["W6"]])
        self.assertEqual(len(self.ctl("walkthroughs", "--json", "--newest", "1").splitlines()), 1)

        text = self.ctl("walkthroughs", "--newest", "2").splitlines()
        self.assertEqual(text[0], "2026-09-21 14:43  T3 call the pump team now; Anna")
        self.assertRegex(text[2], r"^    because: .*itch")
        self.assertRegex(text[3], r"^    new since 14:10: .*itch")
        self.assertEqual(text[4], "    look again: 16:00")
        self.assertRegex(text[5], r"^2026-09-21 14:13  T2 .*; nobody said that the call was made; E ve$")
        self.assertEqual(text[6], "    the record could not be read")
        self.walkthroughs = []
        self.assertEqual(self.ctl("walkthroughs"), "")

    def test_export_walkthroughs(self):
        self.walkthroughs = [walkthrough(1, by=("s", "Anna"))]
        got = self.lines("export", "--format", "json", "--what", "walkthroughs")
        self.assertEqual(got, [{"kind": "walkthrough", "pump": "", "id": "w1", "started": "2026-09-21T14:13:20.001Z",
                                "ended": "2026-09-21T14:14:20.001Z", "by": "Anna", "outcome": 2, "state": "open",
                                "text": "[walkthrough]\n"}])
        row = next(csv.DictReader(io.StringIO(self.ctl("export", "--format", "csv", "--what", "walkthroughs"), newline="")))
        self.assertEqual((row["kind"], row["started"], row["outcome"], row["text"]),
                         ("walkthrough", "2026-09-21T14:13:20.001Z", "2", "[walkthrough]\n"))

    def test_export_pages(self):
        self.records = [record(seq) for seq in range(1, 3001)]
        self.readings = [reading(row) for row in range(1, 2002)]
        objects = self.lines("export", "--format", "json")
        self.assertEqual([o["seq"] for o in objects if o["kind"] == "log"], list(range(1, 3001)))
        self.assertEqual([o["row"] for o in objects if o["kind"] == "reading"], list(range(1, 2002)))

    def test_export_span(self):
        day = 24 * 3600 * 1000
        begin = 1780272000000  # 2026-06-01T00:00:00Z
        times = [begin - 1, begin, begin + day - 1, begin + day]
        # a clock was set: the order of the records is not that of their times
        self.records = [record(i + 1, at=("x", at)) for i, at in enumerate(reversed(times))]
        self.readings = [reading(i + 1, at=("x", at)) for i, at in enumerate(times)]
        self.walkthroughs = [walkthrough(i + 1, started=("x", at)) for i, at in enumerate(times)]
        got = self.lines("export", "--format", "json", "--what", "walkthroughs", "--from", "2026-06-01", "--to", "2026-06-01")
        self.assertEqual([o["id"] for o in got], ["w2", "w3"])

        def numbers(*span):
            objects = self.lines("export", "--format", "json", *span)
            return [o["seq"] for o in objects if o["kind"] == "log"], [o["row"] for o in objects if o["kind"] == "reading"]
        self.assertEqual(numbers("--from", "2026-06-01", "--to", "2026-06-01"), ([2, 3], [2, 3]))
        self.assertEqual(numbers("--from", "2026-06-01"), ([1, 2, 3], [2, 3, 4]))
        self.assertEqual(numbers("--to", "2026-06-01T00:00:00Z"), ([3, 4], [1, 2]))
        self.assertEqual(numbers("--to", "2026-06-01T00:00:00+01:00"), ([], []))
        self.assertEqual(numbers("--from", "2026-06-02T00:00:00Z", "--to", "2026-06-02T00:00:00Z"), ([1], [4]))

    def test_export_day_of_25_hours(self):
        self.bus.environment["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
        end = 1792969200000  # 2026-10-25T23:00:00Z: that day began at 22:00
        self.records = [record(i + 1, at=("x", at)) for i, at in enumerate([end - 25 * 3600000 - 1, end - 25 * 3600000, end - 1, end])]
        got = self.lines("export", "--format", "json", "--what", "log", "--from", "2026-10-25", "--to", "2026-10-25")
        self.assertEqual([o["seq"] for o in got], [2, 3])

    def test_export_that_fails(self):
        self.records = [record(1)]

        def fail(*_arguments):
            raise Refusal("Failed", "disk I/O error")
        self.monitor.handlers["GetReadings"] = fail
        self.ctl("export", "--format", "csv", code=1)
        self.assertEqual(self.err, "thecalctl export: disk I/O error\n")
        # numbers that do not grow would go on without end
        self.records = [record(1)] * 1000
        self.monitor.handlers["GetAlarmLog"] = lambda *_: GLib.Variant("(aa{sv})", (self.records,))
        self.ctl("export", "--format", "json", "--what", "log", code=1)
        self.assertIn("another answer", self.err)
        self.records = [record(1)]
        with open("/dev/full", "wb") as full:
            result = subprocess.run([CTL, "export", "--format", "csv", "--what", "log"], env=self.bus.environment, stdout=full,
                                    stderr=subprocess.PIPE, timeout=30)
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"No space left", result.stderr)


if __name__ == "__main__":
    unittest.main()
