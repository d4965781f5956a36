#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""thecalctl as a script meets it: exit status, one clear line, JSON of the contract."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

CTL = os.path.abspath(sys.argv.pop(1))  # the tests run it in other folders too

FORECASTS = [
    # clinical.md 3.4: V, conc, dose, low -> flow, low, empty, low->empty h, early low, early empty, refill by
    ("V1", 20, 2000, 300, 2, 0.15, 120.00, 133.33, 320, 104.35, 115.94, 104.35, "early-low"),
    ("V2", 40, 500, 400, 2, 0.80, 47.50, 50.00, 60, 41.30, 43.48, 41.30, "early-low"),
    ("V3", 40, 2000, 200, 2, 0.10, 380.00, 400.00, 480, 330.43, 347.83, 180, "stability-cap"),
    ("V4", 20, 500, 700, 2, 1.40, 12.86, 14.29, 34.3, 11.18, 12.42, 11.18, "early-low"),
    ("V5", 40, 500, 400, 4, 0.80, 45.00, 50.00, 120, 39.13, 43.48, 39.13, "early-low"),
]

DECODES = [
    (["2b21", "55 96 B9 F0 01"], {"therapy": "run", "operational": "ready", "reservoir_iu": 18.5}, None),
    (["2B21", "55:96:B9:F0:01:01:81:45"], {"reservoir_iu": 18.5}, 1),
    (["2b20", "C9 00 01 3E BE"], {"changed": ["therapy", "annunciation", "bolus", "history"]}, 1),
    (["2b22", "01 04 00 C3 00 33 01 A1 6F"], {"present": True, "id": 4, "type": "battery-low", "status": "pending"}, 1),
    (["2b21", "5A 96 B9 F0 01"], {"therapy": "reserved:0x5A"}, None),
    (["2bed", "02 41 01 14"], {"charge_state": "discharging-active", "level": "low", "percent": 20}, None),
    (["2bef", "435700"], {"date": "2031-03-01"}, None),
    (["2b21", "55 96 FE 07 01"], {"reservoir_iu": None}, None),
    (["0f000030-e829-4c2c-bad5-69452b1d8bbe", "55 01 20 D1 40 02 40 02 D0 07 14 00 14 F0 FF FF 01 01 4B"],
     {"mode": "continuous", "revision": 1, "flow_ml_per_day": 0.288, "dose_24h_ug_per_day": 576,
      "concentration_ug_per_ml": 2000, "capacity_ml": 20, "low_threshold_ml": 2, "boluses_left": None}, 1),
]

REFUSED = [
    (["2b21", "12 96 B9 F0 01"], "prohibited"),
    (["2b21", "55 96 B9 F0 01 01 00 00"], "crc"),
    (["2b21", "55 96 B9 F0"], "length"),
    (["2b21", "55 96 B9 F0 01 01"], "length"),
    (["2b22", "03 04 00 C3 00 33"], "length"),
    (["ffff", "00"], "uuid"),
]

BAD_USAGE = [
    [], ["no-such-command"], ["forecast"], ["forecast", "--reservoir-ml", "x"], ["forecast", "--no-such"],
    ["forecast", "--reservoir-ml", "61", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300"],
    ["forecast", "--reservoir-ml", "nan", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300"],
    ["forecast", "--reservoir-ml", "20", "--concentration-ug-per-ml", "2", "--dose-ug-per-day", "300"],
    ["forecast", "--reservoir-ml", "20", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day"],
    ["forecast", "--reservoir-ml", "30", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300",
     "--capacity-ml", "20"],
    ["forecast", "--reservoir-ml", "20", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300",
     "--alarm-date", "tomorrow"],
    ["decode"], ["decode", "2b21"], ["decode", "2b21", "5G"], ["decode", "2b21", "555"],
    ["decode", "--dialect", "x", "2b21", "55"],
    ["replay"], ["replay", "/no/such/file"], ["replay", "a", "b"], ["acknowledge"], ["acknowledge", "x"],
    ["pause", "1"], ["pause", "1", "-3"], ["status", "extra"], ["enter"],
    ["enter", "--reservoir-ml", "20", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "99999"],
    ["enter", "--reservoir-ml", "20", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300", "--withdrawn-ml", "2"],
    ["enter", "--reservoir-ml", "0x10", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300"],
    ["enter", "--reservoir-ml", " 18", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300"],
    ["forecast", "--reservoir-ml", "20", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300", "--json=no"],
]

BAD_SESSIONS = [
    ("", 1, "plan"),
    ("{}\n", 1, "plan"),
    ("not json\n", 1, "JSON"),
    ('{"plan": {"pump": {"CapacityMl": "many"}}}\n{"at":"2026-03-01T08:00:00Z","event":"tick"}\n', 2, "CapacityMl"),
    ('{"plan": {}}\n{"at":"2026-03-01T08:00:00Z","event":"no-such"}\n', 2, "event"),
    ('{"plan": {}}\n{"at":"yesterday","event":"tick"}\n', 2, "at"),
    ('{"plan": {}}\n{"event":"tick"}\n', 2, "at"),
    ('{"plan": {}}\n{"at":"2026-03-01T08:00:00Z","event":"tick"}\n{"at":"2026-03-01T07:00:00Z","event":"tick"}\n', 3, "at"),
    ('{"plan": {}}\n{"at":"2026-03-01T08:00:00Z","event":"status","reservoir_ml":"full"}\n', 2, "reservoir_ml"),
    ('{"plan": {}}\n{"at":"2026-03-01T08:00:00Z","event":"link","state":"sideways"}\n', 2, "state"),
    ('{"plan": {}}\n{"at":"2026-03-01T08:00:00Z","event":"acknowledge","condition":"none"}\n', 2, "condition"),
    ('{"plan_file": "/no/such"}\n', 1, "plan_file"),
    # what the JSON parser would take: two lines in one, the second of two keys, an octal number, brackets without end
    ('{"plan": {}}{"plan": {}}\n', 1, "column 13"),
    ('{"plan": {}}\n{"at":"2026-03-01T08:00:00Z","event":"untrusted"} {"at":"2026-03-01T08:00:00Z","event":"tick"}\n', 2, "column"),
    ('{"plan": {}}\n{"at":"2026-03-01T08:00:00Z","event":"status","reservoir_ml":18,"reservoir_ml":1}\n', 2, "once"),
    ('{"plan": {}}\n{"at":"2026-03-01T08:00:00Z","event":"status","reservoir_ml":018}\n', 2, "column"),
    ('{"plan": {}}\n{"at":' + "[" * 1000000, 2, "column"),
]


def run(*arguments, folder=None, zone="UTC"):
    return subprocess.run([CTL, *map(str, arguments)], capture_output=True, text=True, timeout=30, cwd=folder,
                          stdin=subprocess.DEVNULL, env={**os.environ, "TZ": zone})


def replay(text):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write(text)
        file.flush()
        return run("replay", file.name, "--json")


class ThecalctlTest(unittest.TestCase):
    def test_forecast_vectors(self):
        for name, volume, conc, dose, low, *expected, limited_by in FORECASTS:
            with self.subTest(name):
                result = run("forecast", "--reservoir-ml", volume, "--concentration-ug-per-ml", conc,
                             "--dose-ug-per-day", dose, "--low-ml", low, "--json")
                self.assertEqual(result.returncode, 0, result.stderr)
                got = json.loads(result.stdout)
                values = [got["flow_ml_per_day"], got["low"]["nominal"], got["empty"]["nominal"], got["low_to_empty_h"],
                          got["low"]["early"], got["empty"]["early"], got["refill_by_days"]]
                for value, want in zip(values, expected):
                    self.assertAlmostEqual(value, want, delta=0.02)
                self.assertEqual(got["limited_by"], limited_by)

    def test_forecast_takes_no_withdrawn(self):
        """What was taken out is compared with what was in before: only the monitor knows that."""
        usual = ["forecast", "--reservoir-ml", "20", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300"]
        for more in (["--withdrawn-ml", "2"], ["--withdrawn-ml", "2", "--filled-at", "2026-10-01"]):
            result = run(*usual, *more)
            self.assertEqual((result.returncode, result.stdout), (2, ""))
            self.assertEqual(result.stderr, "thecalctl forecast: --withdrawn-ml: expected with \"enter\" only, which knows what "
                             "was in before\n")

    def test_hour_of_a_clock_change(self):
        """A time that the clocks leave out or show twice is refused, and taken with its zone."""
        usual = ["forecast", "--reservoir-ml", "20", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300"]
        for at, code, says in (
                ("2026-10-25T02:30:00", 2, "on that night the clocks show this time twice: expected a time with its zone, "
                 "2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00"),
                ("2026-03-29T02:30:00", 2, "on that night the clocks leave this time out: expected a time with its zone, as in "
                 "2026-03-29T02:30:00+01:00"),
                ("2026-10-25T02:30:00+01:00", 0, ""), ("2026-10-25", 0, ""), ("2026-10-25T03:00:00", 0, "")):
            with self.subTest(at):
                result = run(*usual, "--at", at, zone="CET-1CEST,M3.5.0,M10.5.0/3")
                self.assertEqual(result.returncode, code, result.stderr)
                self.assertEqual(result.stderr, f"thecalctl: --at {at}: {says}\n" if says else "")

    def test_numbers_as_short_as_they_are(self):
        """Not 0.78000000000000003, as the library writes it."""
        result = run("forecast", "--reservoir-ml", "40", "--concentration-ug-per-ml", "500", "--dose-ug-per-day", "390", "--json")
        self.assertIn('"flow_ml_per_day":0.78,', result.stdout)

    def test_forecast_without_flow(self):
        got = json.loads(run("forecast", "--reservoir-ml", 20, "--concentration-ug-per-ml", 2000,
                             "--dose-ug-per-day", 0, "--json").stdout)
        self.assertIsNone(got["empty"]["early"])
        self.assertIsNone(got["low"]["nominal"])

    def test_forecast_printed_date(self):
        got = json.loads(run("forecast", "--reservoir-ml", 20, "--concentration-ug-per-ml", 2000, "--dose-ug-per-day",
                             300, "--at", "2026-10-01T00:00:00Z", "--alarm-date", "2026-10-11", "--json").stdout)
        self.assertEqual(got["limited_by"], "printed-date")
        self.assertAlmostEqual(got["refill_by_days"], 10)

    def test_decode(self):
        for arguments, fields, counter in DECODES:
            with self.subTest(arguments):
                result = run("decode", *arguments, "--json")
                self.assertEqual(result.returncode, 0, result.stdout)
                got = json.loads(result.stdout)
                self.assertTrue(got["ok"])
                self.assertEqual(got["counter"], counter)
                for name, value in fields.items():
                    self.assertEqual(got["fields"][name], value, name)

    def test_decode_refuses(self):
        for arguments, error in REFUSED:
            with self.subTest(arguments):
                result = run("decode", *arguments, "--json")
                self.assertEqual(result.returncode, 1)
                self.assertEqual(json.loads(result.stdout), {"ok": False, "error": error})

    def test_bad_usage(self):
        for arguments in BAD_USAGE:
            with self.subTest(arguments):
                result = run(*arguments)
                self.assertEqual(result.returncode, 2, result.stderr)
                self.assertEqual(result.stdout, "")
                self.assertEqual(len(result.stderr.strip().splitlines()), 1, result.stderr)

    def test_bad_sessions(self):
        for text, line, field in BAD_SESSIONS:
            with self.subTest(text):
                result = replay(text)
                self.assertEqual(result.returncode, 2, result.stdout)
                self.assertEqual(len(result.stderr.strip().splitlines()), 1, result.stderr)
                self.assertIn(f".jsonl:{line}:", result.stderr)
                self.assertIn(field, result.stderr)

    def test_plan_file_beside_the_session(self):
        # a session named without its folder: the plan is looked for beside it
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "session.jsonl"), "w", encoding="utf-8") as file:
                file.write('{"plan_file":"plan.ini"}\n{"at":"2026-03-01T08:00:00Z","event":"tick"}\n')
            result = run("replay", "session.jsonl", folder=folder)
            self.assertEqual(result.returncode, 2, result.stderr)
            self.assertRegex(result.stderr, r"^thecalctl: session\.jsonl:1: plan_file: plan\.ini: .+\n$")
            with open(os.path.join(folder, "plan.ini"), "w", encoding="utf-8") as file:
                file.write("[pump]\nCapacityMl=20\n[drug 1]\nConcentrationUgPerMl=2000\nDoseUgPerDay=300\n")
            for name in ("session.jsonl", "./session.jsonl", os.path.join(folder, "session.jsonl")):
                with self.subTest(name):
                    result = run("replay", name, folder=folder)
                    self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_replay(self):
        session = "\n".join([
            '{"plan":{"pump":{"CapacityMl":20},"drug 1":{"ConcentrationUgPerMl":2000,"DoseUgPerDay":300}}}',
            '{"at":"2026-03-01T08:00:00Z","event":"status","reservoir_ml":1.9,"interval_s":900,"therapy":"run"}',
            '{"at":"2026-03-01T08:01:00Z","event":"acknowledge","condition":"reservoir-low","by":"Anna \\"A\\""}',
            '{"at":"2026-03-01T08:02:00Z","event":"restart"}',
            '{"at":"2026-03-01T08:31:00Z","event":"tick"}',
        ])
        result = replay(session)
        self.assertEqual(result.returncode, 0, result.stderr)
        effects = [json.loads(line) for line in result.stdout.splitlines()]
        kinds = [(e["effect"], e["condition"]) for e in effects]
        self.assertEqual(kinds[:3], [("raise", "reservoir-low"), ("signal", "reservoir-low"), ("notify", "reservoir-low")])
        self.assertEqual(effects[3]["reason"], "acknowledged")
        self.assertEqual(effects[3]["by"], 'Anna "A"')
        self.assertEqual(effects[3]["until"], "2026-03-01T16:01:00Z")
        self.assertEqual(kinds.count(("raise", "reservoir-low")), 1)
        self.assertIn(("raise", "data-stale"), kinds)

    def test_refused_drill(self):
        session = "\n".join([
            '{"plan":{}}', '{"at":"2026-03-01T08:00:00Z","event":"heard_beep","kind":"critical"}',
            '{"at":"2026-03-01T08:01:00Z","event":"drill"}'])
        result = replay(session)
        self.assertEqual(result.returncode, 0, result.stderr)
        refused = [e for e in map(json.loads, result.stdout.splitlines()) if e.get("reason") == "rejected"]
        self.assertEqual([e["event"] for e in refused], ["drill"])

    def test_no_monitor(self):
        with tempfile.TemporaryDirectory() as nowhere:
            environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={nowhere}/bus"}
            for command in (["status"], ["alarms"], ["self-test"], ["acknowledge", "1"], ["pause", "1", "2"],
                            ["alarms", "--log"], ["alarms", "--verify"], ["resolve", "1"], ["decline", "1"], ["drill"],
                            ["answer-watch"], ["export", "--format", "json"]):
                result = subprocess.run([CTL, *command], capture_output=True, text=True, timeout=30, env=environment)
                self.assertEqual(result.returncode, 1, command)
                self.assertEqual(len(result.stderr.strip().splitlines()), 1, result.stderr)


if __name__ == "__main__":
    unittest.main()
