#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The care plan: imported with a shown difference, changed, shown, and kept. usage: test_plan.py CTL EXAMPLE"""

import json
import os
import pty
import stat
import subprocess
import sys
import tempfile
import unittest

CTL, EXAMPLE = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]

AT = ["--at", "2026-11-02T12:00:00Z"]
BAD_USAGE = [
    ["plan", "import"], ["plan", "import", "a", "b"], ["plan", "import", "/no/such/file"], ["plan", "set", "a", "b"],
    ["plan", "set", "a]", "b", "c"], ["plan", "set", "a", "b=", "c"], ["plan", "set", "", "b", "c"],
    ["plan", "set", "a", "b\nc", "d"], ["plan", "show", "x"], ["plan", "versions", "x"], ["plan", "diff", "x"],
    ["plan", "diff", EXAMPLE, "/no/such/file"], ["plan", "show", "--plan", "/no/such/file"], ["plan", "import", "/"],
    ["plan", "check", EXAMPLE, "--at", "soon"],
]


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class PlanTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="thecal-ctl.")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        config, self.state = os.path.join(self.folder, "config"), os.path.join(self.folder, "state")
        self.usual = os.path.join(config, "thecal", "care-plan.ini")
        self.environment = {**os.environ, "TZ": "UTC", "XDG_CONFIG_HOME": config, "XDG_STATE_HOME": self.state,
                            "THECAL_STATE_DIR": "", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
        self.example = read(EXAMPLE)

    def ctl(self, *arguments, code=0, answer=None):
        """With an answer, the program believes that a person sits at a terminal."""
        if answer is None:
            terminal = subprocess.DEVNULL
        else:
            master, terminal = pty.openpty()
            os.write(master, answer.encode())
        result = subprocess.run([CTL, *arguments], env=self.environment, capture_output=True, text=True, timeout=60,
                                stdin=terminal)
        if answer is not None:
            os.close(terminal)
            os.close(master)
        self.out, self.err = result.stdout, result.stderr
        self.assertEqual(result.returncode, code, (arguments, self.out, self.err))
        return self.out

    def write(self, text, name="new.ini"):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def changed(self, *pairs, name="new.ini"):
        text = self.example
        for before, after in pairs:
            self.assertIn(before, text)
            text = text.replace(before, after)
        return self.write(text, name)

    def import_example(self):
        self.ctl("plan", "import", EXAMPLE, "--yes", *AT)

    def test_bad_usage(self):
        for arguments in BAD_USAGE:
            with self.subTest(arguments):
                self.ctl(*arguments, code=2)
                self.assertEqual(self.out, "")
                self.assertEqual(len(self.err.strip().splitlines()), 1, self.err)

    def test_check_json(self):
        answer = json.loads(self.ctl("plan", "check", EXAMPLE, "--json", *AT))
        self.assertEqual(answer, {"ok": True, "fault": None, "remarks": [], "doubts": [], "warnings": []})
        answer = json.loads(self.ctl("plan", "check", self.changed(
            ("Weight=28 kg", "Weight=28"), ("Side=left", "Sides=left"), ("Confirmed=true\nAddress", "Address")),
            "--json", *AT, code=1))
        self.assertFalse(answer["ok"])
        self.assertEqual([(row["group"], row["key"], row["value"]) for row in answer["doubts"]],
                         [("person", "Weight", "28")])
        self.assertEqual([(row["group"], row["key"]) for row in answer["remarks"]], [("pump", "Sides")])
        self.assertEqual(len(answer["warnings"]), 1)
        answer = json.loads(self.ctl("plan", "check", self.changed(("VolumeMl=40", "VolumeMl=40.1")), "--json", code=2))
        self.assertEqual(answer["fault"]["key"], "VolumeMl")
        self.assertEqual(answer["fault"]["expected"], "no more than [pump] CapacityMl")
        self.assertEqual(self.example.splitlines()[answer["fault"]["line"] - 1], "VolumeMl=40")
        self.assertIn("VolumeMl: expected no more than", self.err)

    def test_units(self):
        """T-IN-01, T-IN-02, T-IN-03: refused, or asked again, with the unit that is meant."""
        for before, after, code, told in (
                ("VolumeMl=40", "VolumeMl=40.5", 2, "expected no more than [pump] CapacityMl"),
                ("DoseUgPerDay=390", "DoseUgPerDay=390000", 2, "micrograms (µg) a day; 0.39 mg is 390 µg"),
                ("DoseUgPerDay=390", "DoseUgPerDay=0.39", 1, "unusually small: the dose is in micrograms"),
                ("ConcentrationUgPerMl=500", "ConcentrationUgPerMl=0.5", 2, "0.5 mg in a mL is 500 µg"),
                ("FeverC=38.6", "FeverC=101.4", 2, "this looks like °F, in °C it is 38.6"),
                ("AlarmDate=2026-12-02", "AlarmDate=2027-12-02", 1, "printed date and the computed one disagree")):
            with self.subTest(after):
                self.ctl("plan", "check", self.changed((before, after)), *AT, code=code)
                self.assertIn(told, self.err if code == 2 else self.out)

    def test_import(self):
        """Not without consent; then as it is, private, and the plan before it is kept."""
        self.ctl("plan", "import", EXAMPLE, *AT, code=2)
        self.assertIn("! [drug 1] DoseUgPerDay: (nothing) → 390\n", self.out)
        self.assertIn("nothing was changed", self.err)
        self.assertFalse(os.path.exists(self.usual))
        self.import_example()
        self.assertEqual(read(self.usual), self.example)
        self.assertEqual(stat.S_IMODE(os.stat(self.usual).st_mode), 0o600)
        new = self.changed(("DoseUgPerDay=390", "DoseUgPerDay=400"), ("Note=10 minutes away\n", ""),
                           ("+1 202 555 0142", "+1 202 555 0143"))
        self.ctl("plan", "import", new, "--yes", *AT)
        self.assertEqual(self.out, "! [drug 1] DoseUgPerDay: 390 → 400\n"
                                   "! [contact pump-team] Phone: +1 202 555 0142 → +1 202 555 0143\n"
                                   "  [contact marcus] Note: 10 minutes away → (nothing)\n")
        versions = json.loads(self.ctl("plan", "versions", "--json"))["versions"]
        self.assertEqual([read(path) for path in versions], [self.example])
        self.assertEqual(self.ctl("plan", "versions"), versions[0] + "\n")
        # and back again
        self.ctl("plan", "import", versions[0], "--yes", *AT)
        self.assertEqual(read(self.usual), self.example)
        self.assertEqual(len(self.ctl("plan", "versions").splitlines()), 2)
        self.ctl("plan", "import", EXAMPLE, *AT)
        self.assertIn("Nothing differs", self.out)

    def test_import_asks(self):
        self.import_example()
        new = self.changed(("Weight=28 kg", "Weight=30 kg"))
        self.ctl("plan", "import", new, *AT, answer="n\n", code=1)
        self.assertIn("Take this?", self.err)
        self.assertEqual(read(self.usual), self.example)
        self.ctl("plan", "import", new, *AT, answer="\n", code=1)
        self.ctl("plan", "import", new, *AT, answer="y\n")
        self.assertEqual(read(self.usual), read(new))

    def test_import_refused(self):
        """Half a plan is none: the one in use stays, whatever is said."""
        self.import_example()
        for text in (self.example[:900] + "\n[reservoir]\nVolumeMl=99\n", "", "\n \n", "no plan"):
            with self.subTest(text[-20:]):
                self.ctl("plan", "import", self.write(text), "--yes", *AT, code=2)
                self.assertEqual(read(self.usual), self.example)
        self.assertEqual(self.ctl("plan", "versions"), "")

    def test_import_doubt(self):
        """What is unusual is told, and only what is new."""
        self.import_example()
        new = self.changed(("DoseUgPerDay=390", "DoseUgPerDay=3.9"), ("AlarmDate=2026-12-02\n", ""))
        answer = json.loads(self.ctl("plan", "import", new, "--json", *AT, code=2))
        self.assertFalse(answer["taken"])
        self.assertEqual([row["key"] for row in answer["doubts"]], ["DoseUgPerDay"])
        self.assertEqual([(row["key"], row["grave"]) for row in answer["changes"]],
                         [("DoseUgPerDay", True), ("AlarmDate", True)])
        answer = json.loads(self.ctl("plan", "import", new, "--json", "--yes", *AT))
        self.assertTrue(answer["taken"])
        answer = json.loads(self.ctl("plan", "import", self.write(read(new) + "\n# one more\n"), "--json", *AT))
        self.assertEqual((answer["doubts"], answer["changes"]), ([], []))

    def test_set(self):
        self.import_example()
        self.ctl("plan", "set", "drug 1", "DoseUgPerDay", "400", *AT)
        self.assertEqual(self.out, "! [drug 1] DoseUgPerDay: 390 → 400\n")
        self.assertEqual(read(self.usual), self.example.replace("DoseUgPerDay=390", "DoseUgPerDay=400"))
        self.ctl("plan", "set", "drug 1", "DoseUgPerDay", "4", *AT, code=2)
        self.assertIn("unusually small", self.out)
        self.ctl("plan", "set", "drug 1", "DoseUgPerDay", "4000", "--yes", *AT, code=2)
        self.assertIn("expected a number from 0 to 3000", self.err)
        self.ctl("plan", "set", "reservoir", "VolumeMl", "41", "--yes", *AT, code=2)
        self.ctl("plan", "set", "pump", "Colour", "blue", *AT, code=2)
        self.assertIn("this key is not known", self.out)
        self.assertIn("DoseUgPerDay=400\n", read(self.usual))
        self.ctl("plan", "set", "pump", "Colour", "blue", "--yes", *AT)
        self.assertIn("Colour=blue\n", read(self.usual))
        self.ctl("plan", "set", "pump", "Colour", "", *AT)
        self.assertNotIn("Colour", read(self.usual))
        self.ctl("plan", "set", "emergency", "Address", "14 Lakeside Road\nback door", *AT)
        self.assertEqual(json.loads(self.ctl("plan", "show", "--json"))["emergency"]["Address"],
                         "14 Lakeside Road\nback door")
        self.assertEqual(len(self.ctl("plan", "versions").splitlines()), 4)

    def test_set_begins(self):
        """A plan may begin with one value."""
        self.ctl("plan", "set", "person", "Name", "Theo Example", "--yes", *AT)
        self.assertEqual(read(self.usual), "[person]\nName=Theo Example\n")

    def test_show(self):
        self.assertEqual(json.loads(self.ctl("plan", "show", "--json", code=1)), {})
        self.assertIn("no care plan yet", self.err)
        answer = json.loads(self.ctl("plan", "show", "--json", "--plan", EXAMPLE))
        self.assertEqual(answer["person"]["Name"], "Theo Example")
        self.assertEqual(answer["drug 1"]["DoseUgPerDay"], "390")
        self.assertEqual(list(answer)[:3], ["person", "pump", "drug 1"])
        self.assertNotIn("InjuryLevel", answer["person"])  # empty
        self.ctl("plan", "show", "--plan", EXAMPLE)
        self.assertTrue(self.out.startswith("[person]\nName: Theo Example\n"))
        # the usual one, spoilt: what was read last
        self.import_example()
        self.ctl("plan", "show")
        with open(self.usual, "a", encoding="utf-8") as file:
            file.write("half a li")
        self.assertEqual(json.loads(self.ctl("plan", "show", "--json", code=1)), answer)
        self.assertIn("going by the last plan", self.err)

    def test_diff(self):
        new = self.changed(("Side=left", "Side=right"), ("DoseUgPerDay=390", "DoseUgPerDay=400"))
        self.assertEqual(self.ctl("plan", "diff", EXAMPLE, EXAMPLE), "")
        self.assertEqual(self.ctl("plan", "diff", EXAMPLE, new),
                         "  [pump] Side: left → right\n! [drug 1] DoseUgPerDay: 390 → 400\n")
        answer = json.loads(self.ctl("plan", "diff", new, EXAMPLE, "--json"))
        self.assertEqual([(row["before"], row["after"]) for row in answer["changes"]],
                         [("right", "left"), ("400", "390")])


if __name__ == "__main__":
    unittest.main()
