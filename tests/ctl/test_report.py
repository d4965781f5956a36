#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""thecalctl report and export --format fhir, from a monitor that answers what the test says.
usage: test_report.py CTL XML EXAMPLE"""

import csv
import io
import json
import os
import stat
import subprocess
import sys
import unittest

from gi.repository import GLib

from private_bus import FakeMonitor, PrivateBus, Refusal

CTL, XML, PLAN = sys.argv[1:4]
del sys.argv[1:4]

DAY_MS = 86400_000
NOW_MS = 1795262400_000  # 2026-11-21T12:00:00Z
PERIOD = ("--from", "2026-10-24", "--to", "2026-11-21")
CODES = {"8310-5", "8867-4", "85354-9", "8480-6", "8462-4", "9279-1", "29463-7"}


def entry(kind, days_ago, number=0, **values):
    lines = "".join(f"{name}={value}\n" for name, value in values.items())
    at = NOW_MS - int(days_ago * DAY_MS)
    stamp = GLib.DateTime.new_from_unix_utc(at // 1000).format("%Y-%m-%dT%H:%M:%SZ")
    return {"id": f"e{kind}{number}", "at": at, "kind": kind,
            "text": f"[entry]\nId=e{kind}{number}\nKind={kind}\nAt={stamp}\nBy=Anna\n[values]\n{lines}"}


ENTRIES = [entry("diary", day, day, stiffness=7 if day < 3 else 4, pain=2, temperature="37.2", temperature_unit="c",
                 pulse=88, systolic=110, diastolic=70, dizzy="yes" if day == 5 else "no",
                 note="=1+1, said \"so\"" if day == 5 else "after therapy") for day in range(20, -1, -1)]
ENTRIES += [entry("refill", 25, reservoir_ml=40, concentration_ug_per_ml=500, dose_ug_per_day=390,
                  alarm_date="2026-12-02"),
            entry("question", 90, question="May he swim?")]


class ReportTest(unittest.TestCase):
    def setUp(self):
        self.bus = PrivateBus()
        self.addCleanup(self.bus.stop)
        self.monitor = FakeMonitor(self.bus, XML)
        self.addCleanup(self.monitor.stop)
        self.monitor.properties = {"Simulated": GLib.Variant("b", False)}
        self.readings = []
        self.monitor.handlers = {
            "GetEntries": self.get_entries,
            "GetLevels": lambda pump, begin, end, most: GLib.Variant(
                "(a(xdd))", ([(NOW_MS - 25 * DAY_MS + i * DAY_MS, 39.8 - i, 40.0 - i) for i in range(25)],)),
            "GetAlarmLog": self.get_log,
            "GetWalkthroughs": lambda most: GLib.Variant("(aa{sv})", ([],)),
            "GetReadings": lambda begin, end, after, most: GLib.Variant(
                "(aa{sv})", ([reading for reading in self.readings if reading["row"].unpack() > after][:most],)),
        }

    def get_entries(self, kind, begin, end, most):
        assert -2**62 < begin <= end < 2**62 and most <= 10000
        rows = [{"text": GLib.Variant("s", e["text"]), "at": GLib.Variant("x", e["at"])} for e in ENTRIES
                if begin <= e["at"] <= end and kind in ("", e["kind"])]
        return GLib.Variant("(aa{sv})", (rows,))

    @staticmethod
    def get_log(after, newest, most):
        rows = [("raise", 2.0, ""), ("log", 1.9, "acknowledged: Marcus"), ("withdraw", 1.0, "")]
        records = [{"seq": GLib.Variant("t", number), "at": GLib.Variant("x", NOW_MS - int(days * DAY_MS)),
                    "condition": GLib.Variant("s", "reservoir-low"), "effect": GLib.Variant("s", effect),
                    "priority": GLib.Variant("s", "high"), "episode": GLib.Variant("u", 3),
                    "detail": GLib.Variant("s", detail)} for number, (effect, days, detail) in enumerate(rows, 1)]
        return GLib.Variant("(aa{sv})", (records[after:],))

    def path(self, name):
        return os.path.join(self.bus.dir, name)

    def ctl(self, *arguments):
        return subprocess.run([CTL, *arguments, "--plan", PLAN], capture_output=True, text=True, timeout=120,
                              env=self.bus.environment)

    def done(self, *arguments):
        found = self.ctl(*arguments)
        self.assertEqual((found.returncode, found.stderr), (0, ""), found.stdout)
        return found.stdout

    def test_text(self):
        text = self.done("report", *PERIOD, "--by", "Anna")
        for line in ("Theo Example · 24 October 2026 to 21 November 2026", "  Sun 23 Aug · Question: May he swim?",
                     "  Thu 19 Nov 12:00 · What: Reservoir low · Urgency: High alarm · Until: Fri 20 Nov 12:00 · "
                     "Answered by: Marcus"):
            self.assertIn(line + "\n", text)
        self.assertNotIn("could not be read", text)

    def test_pdf(self):
        path = self.path("report.pdf")
        self.assertEqual(self.done("report", *PERIOD, "--by", "Anna", "--out", path), "")
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, timeout=60, check=True).stdout
        pages = int(info.split("Pages:")[1].split()[0])
        self.assertGreaterEqual(pages, 2)
        self.assertNotIn("Theo", info)
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, timeout=60,
                              check=True).stdout.replace("\u00a0", " ")
        for page in range(1, pages + 1):
            self.assertIn(f"Page {page} of {pages}", text)
        self.assertEqual(text.count("Theo Example · 24 October 2026 to 21 November 2026"), pages)
        for words in ("Report for the pump team", "by Anna", "Questions for the team", "May he swim?", "37.2 °C",
                      "Reservoir low", "Marcus", "Level in the pump", "Not a medical device"):
            self.assertIn(words, text)

    def test_csv(self):
        path = self.path("report.csv")
        self.done("report", *PERIOD, "--out", path)
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        self.assertEqual(text.count("\n"), text.count("\r\n"))
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual(list(rows[0]), ["at", "kind", "id", "name", "value", "unit", "by"])
        self.assertEqual(sum(row["name"] == "stiffness" for row in rows), 21)
        self.assertIn({"at": "2026-11-16T12:00:00Z", "kind": "diary", "id": "ediary5", "name": "note",
                       "value": "'=1+1, said \"so\"", "unit": "", "by": "Anna"}, rows)
        self.assertIn(("temperature", "37.2", "Cel"), {(row["name"], row["value"], row["unit"]) for row in rows})

    def test_summary(self):
        text = self.done("report", *PERIOD, "--summary")
        self.assertIn("This is not urgent.", text)
        self.assertIn("mean of the last three days 7.0 of 10, median of the 14 days before 4.0", text)

    def check(self, bundle):
        """As the schema of FHIR R4 has it for what is used here."""
        resources = {e["fullUrl"]: e["resource"] for e in bundle["entry"]}
        self.assertEqual(len(resources), len(bundle["entry"]), "an id twice")
        needed = {"Device": {"status", "type"}, "DeviceMetric": {"type", "source", "category", "unit"},
                  "Observation": {"status", "code", "effectiveDateTime"}, "Patient": {"name"}}

        def walk(value):
            if isinstance(value, dict):
                self.assertTrue(value)
                if "reference" in value:
                    self.assertIn(value["reference"], resources)
                if "system" in value:
                    self.assertIn(value["system"], {"http://unitsofmeasure.org", "http://loinc.org",
                                                    "http://terminology.hl7.org/CodeSystem/observation-category",
                                                    "http://terminology.hl7.org/CodeSystem/v3-ActReason"})
                if value.get("system") == "http://loinc.org":
                    self.assertIn(value["code"], CODES)
                for child in value.values():
                    walk(child)
            elif isinstance(value, list):
                self.assertTrue(value)
                for child in value:
                    walk(child)
            else:
                self.assertNotIn(value, ("", None))

        walk(bundle)
        for url, resource in resources.items():
            self.assertEqual(url, "urn:uuid:" + resource["id"])
            self.assertTrue(needed[resource["resourceType"]] <= resource.keys(), resource)
        return resources

    def test_fhir(self):
        self.readings = [{"row": GLib.Variant("t", row), "at": GLib.Variant("x", NOW_MS + row), "pump": GLib.Variant("s", "AA:BB"),
                          "source": GLib.Variant("s", "gateway"), "reservoir_ml": GLib.Variant("d", 12.7),
                          "battery_percent": GLib.Variant("d", 80)} for row in range(1, 1500)]
        text = self.done("export", "--format", "fhir")
        resources = self.check(json.loads(text))
        kinds = [resource["resourceType"] for resource in resources.values()]
        self.assertEqual((kinds.count("Device"), kinds.count("DeviceMetric"), kinds.count("Patient")), (1, 3, 0))
        levels = [r for r in resources.values() if r.get("code", {}).get("text") == "Reservoir level"]
        self.assertEqual(len(levels), 1499)
        self.assertEqual(levels[0]["valueQuantity"],
                         {"value": 12.7, "unit": "mL", "system": "http://unitsofmeasure.org", "code": "mL"})
        self.assertNotIn("Theo", text)
        self.assertNotIn("after therapy", text)
        self.assertEqual({c["code"] for r in resources.values() for c in r.get("code", {}).get("coding", [])},
                         {"8310-5", "8867-4", "85354-9"})

    def test_fhir_of_a_time(self):
        text = self.done("export", "--format=fhir", "--patient", "--from", "2026-11-21", "--to", "2026-11-21")
        resources = self.check(json.loads(text))
        self.assertEqual([r["birthDate"] for r in resources.values() if r["resourceType"] == "Patient"], ["2017-03-05"])
        self.assertEqual(sum(r.get("code", {}).get("text") == "Stiffness" for r in resources.values()), 1)

    def test_simulated(self):
        self.monitor.properties = {"Simulated": GLib.Variant("b", True)}
        resources = self.check(json.loads(self.done("export", "--format", "fhir")))
        self.assertTrue(all(r["meta"]["security"][0]["code"] == "HTEST" for r in resources.values()))
        self.assertIn("SIMULATED", self.done("report", *PERIOD))

    def test_troubles(self):
        for arguments in (("report", "--out", "report.doc"), ("report", "--from", "2026-11-21", "--to", "2026-11-01"),
                          ("report", "--out", "x.pdf", "--summary"), ("export", "--format", "fhir", "--what", "log"),
                          ("export", "--format", "fhir", "--from", "soon")):
            found = self.ctl(*arguments)
            self.assertEqual((found.returncode, found.stdout), (2, ""), arguments)
            self.assertTrue(found.stderr.startswith("thecalctl"), found.stderr)
        self.assertEqual(self.ctl("report", "--out", "/proc/none/x.pdf").returncode, 1)

        def refuse(*_arguments):
            raise Refusal("Failed", "no disk")
        self.monitor.handlers["GetEntries"] = refuse
        for arguments in (("report",), ("export", "--format", "fhir")):
            found = self.ctl(*arguments)
            self.assertEqual((found.returncode, found.stdout), (1, ""))
            self.assertIn("no disk", found.stderr)


unittest.main()
