# SPDX-License-Identifier: GPL-3.0-or-later
"""Emergency card, sheets and report as a screen reader meets them: printed, saved, scanned, broken off."""

import os
import re
import shutil
import stat
import subprocess
import time
import unicodedata

import pdf_text
from fake_monitor import FakeMonitor
from window_case import ARTEFACTS, XML, WindowCase, main, poll, walk

from gi.repository import GLib

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = os.path.join(HERE, "../../data/examples/care-plan.ini")
DAY_MS = 86400_000
PRIVATE = ("cerebral", "2017", "EX0001", "SynchroMed", "390", "penicillin", "Lakeside Road", "28 kg")


def entry(kind, days_ago, **values):
    at = int(time.time() * 1000) - int(days_ago * DAY_MS)
    stamp = GLib.DateTime.new_from_unix_utc(at // 1000).format("%Y-%m-%dT%H:%M:%SZ")
    text = f"[entry]\nId={kind}{days_ago}\nKind={kind}\nAt={stamp}\nBy=Anna\n[values]\n"
    return {"id": f"{kind}{days_ago}", "at": at, "entered": at, "pump": "", "by": "Anna", "kind": kind,
            "text": text + "".join(f"{name}={value}\n" for name, value in values.items())}


def words_of(path):
    """The words of a PDF file; one letter for "fi", and a blank that does not break, are as any others."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, timeout=60, check=True).stdout
    return unicodedata.normalize("NFKC", text.decode())


class PapersTest(WindowCase):
    def setUp(self):
        super().setUp()
        self.plan = os.path.join(self.dir, "care-plan.ini")
        shutil.copy(EXAMPLE, self.plan)
        self.saved = os.path.join(self.dir, "saved")
        os.mkdir(self.saved)
        self.environment["TZ"] = "UTC"
        self.fake = FakeMonitor(XML)
        self.addCleanup(self.fake.stop)
        self.fake.entries = [entry("diary", day, stiffness=4, pain=2) for day in range(20, 0, -1)]
        self.fake.entries.append(entry("question", 3, question="May he swim?"))

    def open_papers(self, size=(1280, 800), *options, **environment):
        self.start_window(size, ("--plan", self.plan, "--save-to", self.saved, "--no-first-start", *options), **environment)
        poll("the window", lambda: self.find("Call", "push button"))
        self.with_window("Thecal", "windowfocus")
        self.keys("key", "ctrl+p")
        poll("the papers", lambda: self.find("Show the square to scan", "push button"))
        poll("the card", lambda: "Serial number: EX0001" in self.preview(), 90)
        self.with_window("Card and other papers", "windowsize", *size)
        self.with_window("Card and other papers", "windowmove", 0, 0)

    def preview(self):
        node = self.find("The paper")
        return node.get_description() if node else ""

    def click(self, name):
        """On the row: GTK 4.8 gives rows and choices no action that a screen reader could ask for. The window is at the
        corner of the screen."""
        def point():
            node = self.find(name, "list item")
            box = node and node.get_extents()
            return box if box and box.width > 0 else None
        box = poll(name, point)
        self.keys("mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2), "click", "1")

    def path(self, name):
        return os.path.join(self.saved, name)

    def read_square(self, picture):
        read = subprocess.run(["zbarimg", "-q", "--raw", picture], env=self.environment, capture_output=True, timeout=60)
        return read.stdout.decode()

    def test_card(self):
        printed = os.path.join(self.dir, "printed.pdf")
        self.open_papers((1280, 800), "--print-to", printed)
        self.screenshot("papers-card")
        self.press("Print")
        poll("the printed card", lambda: os.path.exists(printed) and pdf_text.is_whole(printed))
        text = words_of(printed)
        for words in ("Emergency card", "Call 911", "EX0001", "SynchroMed II", "penicillin", "+1 202 555 0122"):
            self.assertIn(words, text)

        self.press("Save as picture")
        picture = self.path("emergency-card.png")
        poll("the picture", lambda: self.says("Saved as " + picture))
        self.assertEqual(stat.S_IMODE(os.stat(picture).st_mode), 0o600)
        self.assertIn("Drug: baclofen 500 mcg/mL, 390 mcg a day\n", self.read_square(picture))
        self.press("Save as PDF")
        poll("the PDF", lambda: self.says("Saved as " + self.path("emergency-card.pdf")))

        self.press("Show the square to scan")
        poll("the square", lambda: self.says("The camera of a telephone reads this"))
        self.with_window("Square to scan", "windowmove", 0, 0)

        def scanned():
            self.screenshot("papers-square")
            return "Name: Theo Example\n" in self.read_square(os.path.join(ARTEFACTS, "papers-square.png"))
        poll("the square read back", scanned)

    def test_school_sheet(self):
        self.open_papers()
        self.click("School and day care")
        poll("the sheet", lambda: "For school and day care" in self.preview())
        self.screenshot("papers-school")
        self.press("Save as PDF")
        path = self.path("school-sheet.pdf")
        poll("the file", lambda: self.says("Saved as " + path))
        text = words_of(path)
        self.assertIn("+1 202 555 0178", text)
        for words in PRIVATE:
            self.assertNotIn(words, text)
            self.assertNotIn(words, self.preview())
        self.click("Travel sheet")
        poll("the sheet", lambda: "Travel sheet" in self.preview())

    def test_report(self):
        self.open_papers()
        self.open_report()
        self.screenshot("papers-report")
        self.press("Save the report")
        name = time.strftime("report-%Y-%m-%d.pdf", time.gmtime())
        poll("the file", lambda: self.says("Saved as " + self.path(name)), 60)
        self.assertTrue(pdf_text.is_whole(self.path(name)))
        text = words_of(self.path(name))
        self.assertIn("Report for the pump team", text)
        self.assertIn("May he swim?", text)
        self.press("Copy a summary for an e-mail")
        poll("the summary", lambda: self.says("only for what is not urgent"))

        self.fake.errors["GetLevels"] = ("org.thecal.Error.Failed", "the disk does not answer")
        self.press("Save the report")
        poll("the trouble", lambda: self.says("Nothing was saved: the disk does not answer"))

    def test_cancel(self):
        self.fake.silent.add("GetLevels")
        self.open_papers()
        self.open_report()
        self.press("Save the report")
        poll("the bar", lambda: self.find_all("Progress", "progress bar"))
        self.press("Cancel")
        poll("the end", lambda: self.says("Cancelled. Nothing was saved."), 15)
        self.assertEqual(os.listdir(self.saved), [])

    def attach(self, path, kept):
        """Chosen, named as it is proposed, and kept; the monitor then has it."""
        self.press("Attach a paper…")
        self.with_window("Attach a paper", "windowfocus")
        time.sleep(1)
        self.keys("type", path)
        time.sleep(1)
        self.keys("key", "Return")
        poll("the question", lambda: self.find("Keep Keep", "push button"))
        self.press("Keep Keep")  # libadwaita names a response twice
        poll("the entry", lambda: len(self.fake.asked("AddEntry")) == kept)
        text = self.fake.asked("AddEntry")[-1][2][0]
        self.assertIn("Kind=document", text)
        name = re.search("^file=(.*)$", text, re.M).group(1)
        self.fake.entries.append(entry("document", kept, title="Paper %u" % kept, file=name, **{"is": "printout"}))
        self.fake.tell("EntriesChanged")
        poll("its row", lambda: self.find("Open Paper %u" % kept, "push button"))
        return name

    def n_images(self, name):
        poll("the file", lambda: os.path.exists(self.path(name)) and pdf_text.is_whole(self.path(name)), 60)
        with open(self.path(name), "rb") as file:
            return len(re.findall(rb"/Subtype\s*/Image", file.read()))

    def register_viewer(self):
        """What opens a PDF here writes down which."""
        folder = os.path.join(self.dir, ".local", "share", "applications")
        os.makedirs(folder)
        with open(os.path.join(folder, "viewer.desktop"), "w", encoding="utf-8") as file:
            file.write(f"[Desktop Entry]\nType=Application\nName=Viewer\nExec=cp %f {self.dir}/opened\nMimeType=application/pdf;\n")
        with open(os.path.join(folder, "mimeapps.list"), "w", encoding="utf-8") as file:
            file.write("[Default Applications]\napplication/pdf=viewer.desktop\n")

    def test_attach(self):
        """000-20: the scanned printout stays with the card; a picture is printed with it, a PDF is opened."""
        self.expect_chooser()
        picture, pdf = os.path.join(self.dir, "scan.png"), os.path.join(self.dir, "scan.pdf")
        subprocess.run(["convert", "-size", "400x600", "gradient:white-gray", picture], check=True, timeout=60)
        with open(pdf, "wb") as file:
            file.write(b"%PDF-1.4\nthe clinic's printout")
        self.register_viewer()
        self.open_papers()
        self.attach(picture, 1)
        self.screenshot("papers-attached-picture")
        self.press("Save as PDF")
        without = self.n_images("emergency-card.pdf")
        os.remove(self.path("emergency-card.pdf"))
        box = poll("the choice", lambda: self.find("With the pictures attached below", "check box")).get_extents()
        self.keys("mousemove", str(box.x + 12), str(box.y + box.height // 2), "click", "1")
        time.sleep(1)
        self.press("Save as PDF")
        self.assertEqual(self.n_images("emergency-card.pdf"), without + 1)
        name = self.attach(pdf, 2)
        poll("what is not printed", lambda: self.says("1 attached PDF is not printed with the card"))
        self.screenshot("papers-attached")
        self.press("Open Paper 2")
        opened = os.path.join(self.dir, "opened")
        poll("the viewer", lambda: os.path.exists(opened))
        self.assertTrue(name.endswith(".pdf"))
        with open(opened, "rb") as file:
            self.assertEqual(file.read(), b"%PDF-1.4\nthe clinic's printout")

    def test_narrow_and_dark(self):
        self.fake.entries.append(entry("document", 2, title="Printout of the last refill", file="x.pdf", **{"is": "printout"}))
        self.fake.entries.append(entry("document", 1, title="Care after the operation", file="y.pdf",
                                       reviewed_on="2016-02-01", **{"is": "instructions"}))
        self.open_papers((360, 720), ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        poll("the old paper", lambda: self.says("more than 10 years old") or self.find_described("more than 10 years old"))
        self.screenshot("papers-narrow-dark")
        self.assert_inside(360)

    def find_described(self, words):
        return next((node for node in walk(self.app) if words in (node.get_description() or "")), None)

    def open_report(self):
        self.click("Report for the team…")
        poll("the report", lambda: self.find("Save the report", "push button"))


main()
