#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""thecalctl card: the papers of a care plan as text, PDF and picture, with no monitor."""
import os
import re
import stat
import subprocess
import sys
import tempfile
import unittest

CTL, PLAN = sys.argv[1:3]
AT = "2026-11-21T02:16:00Z"


def ctl(*arguments, **environment):
    return subprocess.run([CTL, *arguments], capture_output=True, text=True, timeout=120,
                          env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/proc/none/bus", **environment})


def pdf_text(path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, timeout=60,
                          check=True).stdout
    return text.replace("\u00a0", " ")


def pdf_info(path):
    return subprocess.run(["pdfinfo", path], capture_output=True, text=True, timeout=60, check=True).stdout


class CardTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="thecal-card.")
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def test_text(self):
        found = ctl("card", "--plan", PLAN, "--at", AT)
        self.assertEqual((found.returncode, found.stderr), (0, ""))
        for line in ("Emergency card: baclofen pump", "  Danger to life: Call 911", "  Opioid in it: no",
                     "  Serial number: EX0001", "  Drug: baclofen 500 µg/mL, 390 µg a day"):
            self.assertIn(line + "\n", found.stdout)

    def test_pdf(self):
        for kind in ("card", "school", "travel"):
            path = self.path(kind + ".pdf")
            found = ctl("card", "--plan", PLAN, "--at", AT, "--kind", kind, "--out", path)
            self.assertEqual((found.returncode, found.stdout, found.stderr), (0, "", ""))
            self.assertIn("Pages:           1\n", pdf_info(path))
            self.assertRegex(pdf_info(path), r"Page size: .*A4")
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
            self.assertIn("+1 202 555 0142", pdf_text(path))

    def test_pdf_card_holds_all(self):
        path = self.path("card.pdf")
        text = ctl("card", "--plan", PLAN, "--at", AT).stdout
        self.assertEqual(ctl("card", "--plan", PLAN, "--at", AT, "--out", path).returncode, 0)
        words = set(re.findall(r"[\w.]+", pdf_text(path)))
        missing = [word for word in re.findall(r"[\w.]+", text) if word not in words and "_" not in word]
        self.assertEqual(missing, [])

    def test_square_is_read_back(self):
        for kind, expected in (("card", "Drug: baclofen 500 mcg/mL, 390 mcg a day\n"), ("school", "tel:+12025550178"),
                               ("travel", "tel:+12025550142")):
            path = self.path(kind + ".png")
            self.assertEqual(ctl("card", "--plan", PLAN, "--at", AT, "--kind", kind, "--out", path).returncode, 0)
            read = subprocess.run(["zbarimg", "-q", "--raw", path], capture_output=True, text=True, timeout=60,
                                  env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/proc/none/bus"})
            self.assertIn(expected, read.stdout)

    def test_square_of_other_letters(self):
        plan, path = self.path("plan.ini"), self.path("card.png")
        with open(plan, "w", encoding="utf-8") as file:
            file.write("[person]\nName=Zoë Łukasz 山田\n")
        self.assertEqual(ctl("card", "--plan", plan, "--at", AT, "--out", path).returncode, 0)
        read = subprocess.run(["zbarimg", "-q", "--raw", path], capture_output=True, timeout=60)
        self.assertIn("Name: Zoë Łukasz 山田\n", read.stdout.decode())

    def test_no_plan(self):
        found = ctl("card", XDG_CONFIG_HOME=self.folder.name, XDG_STATE_HOME=self.folder.name)
        self.assertEqual(found.returncode, 1)
        self.assertIn("no care plan yet", found.stderr)
        self.assertIn("  Serial number: not known\n", found.stdout)

    def test_refused(self):
        for arguments, said in ((("--kind", "poster"), "--kind poster: expected card, school or travel"),
                                (("--out", self.path("card.txt")), "ends with .pdf or .png"),
                                (("--at", "noon"), "--at noon: expected a time"),
                                (("--plan", self.path("none.ini")), "none.ini")):
            found = ctl("card", *(("--plan", PLAN) if "--plan" not in arguments else ()), *arguments)
            self.assertEqual((found.returncode, found.stdout), (2, ""), arguments)
            self.assertIn(said, found.stderr)
        found = ctl("card", "--plan", PLAN, "--out", "/proc/none/card.pdf")
        self.assertEqual(found.returncode, 1)
        self.assertIn("/proc/none", found.stderr)


unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
