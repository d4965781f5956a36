#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The walkthrough as a person drives it: by keyboard, by touch and by screen reader, with and without the monitor, on a
large and on a small screen."""

import configparser
import glob
import os
import signal
import subprocess
import time

import pdf_text
from fake_monitor import FakeMonitor
from window_case import ARTEFACTS, WINDOW, XML, WindowCase, main, poll, steady, walk

from gi.repository import Atspi, GLib

SIZES = ((1280, 800), (800, 480))
EMERGENCY = "[emergency]\nNumber=911\nConfirmed=true\nAddress=14 Lakeside Road, back door\n"
PLAN = """[person]
Name=Theo Example
BirthDate=2017-05-01
Weight=28 kg
Allergies=latex
CanSwallow=true
[pump]
Model=Example 40
Serial=EX-0001
CapacityMl=40
Side=left
[drug 1]
Name=baclofen
ConcentrationUgPerMl=500
DoseUgPerDay=390
Opioid=false
[contact pump-team]
Role=pump-team
Name=Lakeside pump team
Phone=+1 202 555 0142
Hours=always
Confirmed=true
[contact on-call]
Role=on-call
Name=On-call doctor
Phone=+1 202 555 0122
Hours=always
Confirmed=true
[contact department]
Role=emergency-department
Name=Lakeside emergency department
Phone=+1 202 555 0190
Hours=always
Confirmed=true
"""
GATE = ("y", "n", "y", "n", "n", "n", "1", "4")  # nothing of the first checks


class ChecklistTest(WindowCase):
    def setUp(self):
        super().setUp()
        self.state_dir = os.path.join(self.dir, "state")
        # one that says that it was started, and is as quiet as can be
        self.sounded = os.path.join(self.dir, "sounded")
        sound = os.path.join(self.dir, "sound.sh")
        with open(sound, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\necho \"$@\" >> {self.sounded}\ntrap 'echo ended >> {self.sounded}; exit 0' TERM\n"
                       "while :; do sleep 0.1; done\n")
        os.chmod(sound, 0o755)
        self.environment["THECAL_SOUND"] = sound

    def start_checklist(self, size, *options, plan=PLAN + EMERGENCY, accessible=True):
        path = os.path.join(self.dir, "care-plan.ini")
        if plan is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(plan)
        program = self.start(WINDOW, "--plan", path, "--state-dir", self.state_dir, *options)
        if accessible:
            self.app = poll("the window", lambda: self.find_app(program.pid))
        self.with_window("Symptom check", "windowsize", *size)
        self.with_window("Symptom check", "windowmove", 0, 0)
        self.with_window("Symptom check", "windowfocus")
        if accessible:
            poll("the first question", lambda: self.says("breathing?"))
            poll("the plan", lambda: plan is None or self.says("Theo Example"))
        return program

    @steady
    def group(self):
        """What a screen reader reads of the question."""
        for node in walk(self.app):
            if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                return node.get_name()
        return ""

    def answer(self, *keys):
        """Each key once the page after the one before is there."""
        for key in keys:
            before = poll("a page that has the focus", self.group)
            self.keys("key", key)
            poll("the page after " + key, lambda: self.group() not in ("", before))

    @steady
    def progress(self):
        """"First checks, 2 of 8" without the time."""
        for node in walk(self.app):
            name = node.get_name() or ""
            if " of " in name and " · " in name and node.get_role_name() == "label":
                return name.split(" · ")[0]
        return ""

    def record(self):
        found = glob.glob(os.path.join(self.state_dir, "walkthroughs", "*.walkthrough"))
        if len(found) != 1:
            return None
        file = configparser.ConfigParser(interpolation=None, strict=False)
        file.optionxform = str
        file.read(found[0], encoding="utf-8")
        return {section: dict(file[section]) for section in file.sections()}

    def recorded(self, state):
        def check():
            record = self.record()
            return record if record and record["walkthrough"]["State"] == state else None
        return poll("the record as " + state, check)

    def heard(self):
        with open(self.sounded, encoding="utf-8") as file:
            return file.read()

    @steady
    def names(self, role):
        return [node.get_name() for node in walk(self.app) if node.get_role_name() == role]

    def assert_whole(self, size, *names):
        """These buttons lie inside the window, and are large enough for a thumb."""
        for name in names:
            button = self.find(name, "push button")
            self.assertIsNotNone(button, name)
            box = button.get_extents()
            self.assertGreaterEqual(box.height, 60, name)
            self.assertLessEqual(box.x + box.width, size[0], name)
            self.assertLessEqual(box.y + box.height, size[1], name)
            self.assertGreaterEqual(min(box.x, box.y), 0, name)

    def read_square(self, name):
        self.screenshot(name)
        found = subprocess.run(["zbarimg", "--quiet", "--raw", os.path.join(ARTEFACTS, name + ".png")], timeout=60,
                               capture_output=True, text=True)
        return found.stdout.split()

    def test_gate_by_keyboard(self):
        for size in SIZES:
            with self.subTest(size=size):
                program = self.start_checklist(size)
                poll("the focus on the question", lambda: "Is your child breathing?" in self.group())
                self.assertEqual(self.progress(), "First checks, 1 of 8")
                self.assert_whole(size, "Yes", "No", "Not sure", "Back", "Call emergency number")
                widths = {round(self.find(name, "push button").get_extents().width / 4)
                          for name in ("Yes", "No", "Not sure")}
                self.assertEqual(len(widths), 1, "answers of one size")
                self.screenshot(f"walk-gate-{size[0]}")
                self.answer(*GATE)
                poll("the choice", lambda: self.says("What worries you?"))
                self.screenshot(f"walk-choose-{size[0]}")
                self.keys("key", "1")
                self.press("Go on")
                poll("the list", lambda: self.progress().startswith("Too little baclofen, 1 of"))
                program.terminate()
                self.assertEqual(program.wait(15), 0)
                record = self.recorded("unfinished")
                self.assertEqual(record["answers"]["G4"].split()[0], "no")
                os.unlink(glob.glob(os.path.join(self.state_dir, "walkthroughs", "*"))[0])

    def test_not_breathing(self):
        for size in SIZES:
            with self.subTest(size=size):
                program = self.start_checklist(size)
                self.press("No")
                poll("the emergency", lambda: self.says("Call the emergency number now"))
                self.assertTrue(self.says("911"))
                self.assertTrue(self.says("not breathing"))
                self.assert_whole(size, "Call emergency number", "Called", "Arrived", "No answer", "Back", "Print")
                record = self.recorded("open")
                self.assertEqual(record["walkthrough"]["Outcome"], "T1")
                self.assertEqual(record["walkthrough"]["DecidedBy"], "G1")
                # nobody else is there to sound
                poll("the sound", lambda: os.path.exists(self.sounded))
                self.assertEqual(self.heard(), "high --repeat-s 600\n")
                self.screenshot(f"walk-t1-{size[0]}")
                self.press("Called")
                self.recorded("called")
                poll("the end of the sound", lambda: self.heard().endswith("ended\n"))
                self.assertTrue(self.says("Called at"))
                self.press("Arrived")
                self.recorded("arrived")
                self.press("Close")
                self.assertEqual(program.wait(15), 0)
                os.unlink(self.sounded)
                os.unlink(glob.glob(os.path.join(self.state_dir, "walkthroughs", "*"))[0])

    def test_square(self):
        for size in SIZES:
            with self.subTest(size=size):
                program = self.start_checklist(size)
                self.press("No")
                poll("the emergency", lambda: self.says("Call the emergency number now"))
                # nothing here dials: the square is the result
                self.press("Call emergency number")
                poll("the way out", lambda: self.says("This computer cannot dial."))
                self.assertIn("tel:911", self.read_square(f"walk-square-{size[0]}"))
                program.terminate()
                self.assertEqual(program.wait(15), 0)

    def walk_itching(self):
        self.answer(*GATE)
        for _ in range(40):
            if self.says("Call the pump team now"):
                return
            self.answer("y" if "itch without a rash" in self.group() else "n")
        self.fail("no outcome")

    def test_itching(self):
        for size in SIZES:
            with self.subTest(size=size):
                program = self.start_checklist(size, "--list", "W")
                self.walk_itching()
                self.assertTrue(self.says("itching without a rash"))
                self.assertTrue(self.says("Look again at"))
                self.assert_whole(size, "Call", "Called", "No answer", "Call emergency number", "Close")
                self.assertIsNone(self.find("Arrived", "push button"), "nobody comes for a T3")
                rows = [name for name in self.names("list item") if name]
                self.assertEqual([row.split(", ")[1] for row in rows],
                                 ["+1 202 555 0142", "+1 202 555 0122", "911", "+1 202 555 0190"])
                self.screenshot(f"walk-t3-{size[0]}")
                self.recorded("done")
                self.press("No answer")
                poll("the next number", lambda: self.says("Call +1 202 555 0122"))
                for word in (" fine", " OK", " safe", " normal", "all clear"):
                    self.assertIsNone(self.says(word), word)
                self.assertFalse(os.path.exists(self.sounded), "only an open emergency sounds")
                self.press("Close")
                self.assertEqual(program.wait(15), 0)
                os.unlink(glob.glob(os.path.join(self.state_dir, "walkthroughs", "*"))[0])

    def test_back(self):
        self.start_checklist(SIZES[0])
        self.answer("y", "n", "y")
        self.answer("BackSpace", "BackSpace")
        self.assertEqual(self.progress(), "First checks, 2 of 8")
        self.assertTrue(self.says("Your answer: No"))
        self.press("Back")
        poll("the first", lambda: self.says("Your answer: Yes"))
        self.press("Back")
        self.assertEqual(self.progress(), "First checks, 1 of 8")
        # from an outcome too, and the emergency it was stays in the record
        self.press("Not sure")
        poll("the emergency", lambda: self.says("Call the emergency number now"))
        self.press("Back")
        poll("the question", lambda: self.says("Your answer: Not sure"))

    def test_emergency_everywhere(self):
        program = self.start_checklist(SIZES[1], "--list", "P")
        for key in ("", *GATE):
            if key:
                self.answer(key)
            page = self.group()
            self.keys("key", "F1")
            poll("the number", lambda: self.says("Call the emergency number now"))
            self.assertEqual(self.find_all("Called", "push button") != [], True)
            self.press("Back")
            poll("the page before", lambda: self.group() == page)
        self.press("Call emergency number")
        poll("the number", lambda: self.says("Call the emergency number now"))
        self.press("Called")
        self.recorded("called")
        program.terminate()
        self.assertEqual(program.wait(15), 0)

    def test_number(self):
        for size in SIZES:
            with self.subTest(size=size):
                program = self.start_checklist(size)
                self.answer("y", "n", "y", "n", "n")
                self.keys("type", "101")
                poll("why not", lambda: self.says("A body has 25 to 45 °C"))
                self.keys("key", "ctrl+a")
                self.keys("type", "38,4")
                poll("both units", lambda: self.says("38.4 °C = 101.1 °F"))
                self.screenshot(f"walk-number-{size[0]}")
                self.keys("key", "Return")
                poll("the next", lambda: self.says("Is the pump making a sound now?"))
                self.answer("BackSpace")
                poll("what was typed", lambda: self.says("Your answer: 38.4 °C = 101.1 °F"))
                # letters answer, and are never typed into the number
                self.keys("key", "n")
                poll("the next", lambda: self.says("Is the pump making a sound now?"))
                self.screenshot(f"walk-select-{size[0]}")
                program.terminate()
                self.assertEqual(program.wait(15), 0)

    def test_held_key(self):
        """A sleeve on the N answers one question."""
        self.start_checklist(SIZES[0])
        self.answer("y")
        self.keys("keydown", "n")
        poll("the next", lambda: self.progress() == "First checks, 3 of 8")
        time.sleep(1.5)  # long enough for the keyboard to repeat many times
        self.keys("keyup", "n")
        self.assertEqual(self.progress(), "First checks, 3 of 8")

    def test_no_number_chosen(self):
        for size in SIZES:
            with self.subTest(size=size):
                program = self.start_checklist(size, plan=PLAN)
                poll("the strip", lambda: self.says("No emergency number chosen yet."))
                self.assert_whole(size, "Yes", "No", "Not sure")
                self.screenshot(f"walk-no-number-{size[0]}")
                self.press("No")
                poll("the emergency", lambda: self.says("Dial your country's emergency number."))
                self.screenshot(f"walk-choose-number-{size[0]}")
                self.press("112")
                poll("the number", lambda: self.says("Call 112"))
                with open(os.path.join(self.dir, "care-plan.ini"), encoding="utf-8") as file:
                    self.assertIn("Number=112", file.read())
                program.terminate()
                self.assertEqual(program.wait(15), 0)

    def test_bad_plan(self):
        """The good copy stays in use, and what is wrong is said."""
        program = self.start_checklist(SIZES[1])
        poll("the plan", lambda: self.says("Theo Example"))
        program.terminate()
        self.assertEqual(program.wait(15), 0)
        bad = PLAN + EMERGENCY.replace("Number=911", "Number=nine")
        self.start_checklist(SIZES[1], plan=bad)
        poll("the fault", lambda: self.says("care-plan.ini:"))
        self.assertTrue(self.says("[emergency] Number"))
        self.assertTrue(self.says("Theo Example"))
        self.assertTrue(self.says("Call 911"))
        self.screenshot("walk-bad-plan")

    def test_no_bus(self):
        """No session bus, no monitor: driven blind, and the file tells how it went."""
        self.environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        # without a bus there is no accessibility either
        self.environment["GTK_A11Y"] = "none"
        program = self.start_checklist(SIZES[0], accessible=False)
        time.sleep(1)
        self.keys("key", "n")
        record = self.recorded("open")
        self.assertEqual(record["walkthrough"]["Outcome"], "T1")
        self.screenshot("walk-no-bus")
        program.terminate()
        self.assertEqual(program.wait(15), 0)
        self.recorded("open")

    def shift_clock(self, seconds):
        with open(self.environment["THECAL_CLOCK_SHIFT"], "w", encoding="utf-8") as file:
            file.write(str(seconds))

    def start_shifted(self):
        self.environment["THECAL_CLOCK_SHIFT"] = os.path.join(self.dir, "shift")
        self.shift_clock(0)
        shift = os.path.join(os.path.dirname(ARTEFACTS), "libclock-shift.so")
        environment = self.environment
        # the memory checkers of a test build want to be the first
        self.environment = {**environment, "LD_PRELOAD": shift,
                            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}
        try:
            return self.start_checklist(SIZES[1])
        finally:
            self.environment = environment

    def test_left_alone(self):
        """Unfinished is never well; it is said, recorded, and can be gone on with."""
        self.start_shifted()
        self.answer("y", "n")
        self.shift_clock(290)
        time.sleep(1.5)
        self.assertIsNone(self.says("This check is not finished"), "not before five minutes")
        self.shift_clock(310)
        poll("the reminder", lambda: self.says("This check is not finished"))
        self.assertTrue(self.says("2 questions are answered"))
        self.assert_whole(SIZES[1], "Go on with the questions", "Whom to call now", "Call emergency number")
        self.screenshot("walk-unfinished")
        self.recorded("unfinished")
        self.press("Go on with the questions")
        poll("the question", lambda: self.progress() == "First checks, 3 of 8")
        self.shift_clock(640)
        poll("the reminder again", lambda: self.says("This check is not finished"))
        self.press("Whom to call now")
        poll("the numbers", lambda: self.says("Keep watching"))

    def test_emergency_left_alone(self):
        """A T2 that is found on the way is shown and sounds when nobody goes on."""
        self.environment["THECAL_CLOCK_SHIFT"] = os.path.join(self.dir, "shift")
        self.start_shifted()
        self.answer(*GATE)
        poll("the choice", lambda: self.says("What worries you?"))
        self.keys("key", "1")
        self.press("Go on")
        poll("the list", lambda: self.progress().startswith("Too little baclofen, 1 of"))
        self.answer("y")
        self.shift_clock(310)
        poll("the emergency", lambda: self.says("Go to the emergency department now"))
        self.recorded("open")
        poll("the sound", lambda: os.path.exists(self.sounded))

    def test_monitor_knows(self):
        """What the monitor knows of the pump counts, and the monitor sounds by the record."""
        monitor = FakeMonitor(XML)
        self.addCleanup(monitor.stop)
        monitor.put_alarm(3, Condition=GLib.Variant("s", "reservoir-empty"), Priority=GLib.Variant("s", "high"),
                          ConditionState=GLib.Variant("s", "true"), Title=GLib.Variant("s", "Reservoir empty"))
        self.start_checklist(SIZES[0], "--list", "W")
        self.answer(*GATE)
        while "itch without a rash" not in self.group():
            self.answer("n")
        while not self.says("Go to the emergency department now"):
            self.answer("y" if "itch without a rash" in self.group() else "n")
        self.assertTrue(self.says("Reservoir empty"), "the alarm is read out too")
        record = self.recorded("open")
        self.assertIn("pump-alarm", record["walkthrough"]["Flags"])
        self.screenshot("walk-t2-1280")
        time.sleep(1)
        self.assertFalse(os.path.exists(self.sounded), "the monitor sounds")
        monitor.stop()
        poll("the sound of its own", lambda: os.path.exists(self.sounded))

    def test_monitor_dies(self):
        """In the middle of the questions: they go on, and this program sounds instead."""
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        monitor = self.start_monitor("--no-bluetooth")
        # what is only kept by this program: another folder than the monitor looks into
        self.state_dir = os.path.join(self.dir, "walk")
        self.start_checklist(SIZES[0])
        self.answer("y", "n")
        monitor.send_signal(signal.SIGKILL)
        monitor.wait()
        self.answer("y")
        self.press("Yes")
        poll("the emergency", lambda: self.says("Call the emergency number now"))
        self.recorded("open")
        poll("the sound", lambda: os.path.exists(self.sounded))

    def test_closing(self):
        """With an emergency that nobody called for it asks first."""
        self.start_window_manager()
        program = self.start_checklist(SIZES[0])
        self.press("No")
        poll("the emergency", lambda: self.says("Call the emergency number now"))
        self.keys("key", "alt+F4")
        poll("the question", lambda: self.says("Nobody has called yet"))
        # libadwaita 1.2 says the name of a response twice
        self.press("Stay here Stay here")
        self.recorded("open")
        self.assertIsNone(program.poll())
        poll("the window alone", lambda: not self.says("Nobody has called yet"))
        time.sleep(0.5)  # the window manager gives the focus back
        self.keys("key", "alt+F4")
        self.press("Close all the same Close all the same")
        self.assertEqual(program.wait(15), 0)
        self.recorded("open")

    def test_print(self):
        sheet = os.path.join(self.dir, "sheet.pdf")
        self.start_checklist(SIZES[0], "--print-to", sheet)
        self.press("No")
        poll("the emergency", lambda: self.says("Call the emergency number now"))
        self.press("Print")
        poll("the sheet", lambda: os.path.exists(sheet) and pdf_text.is_whole(sheet))
        text = " ".join(pdf_text.read(sheet).split())
        for words in ("Theo Example", "EX-0001", "baclofen", "latex", "not breathing", "+1 202 555 0142", "911",
                      "14 Lakeside Road"):
            self.assertIn(words, text)
        self.press("Show to somebody")
        poll("the card", lambda: self.says("Please help us. Call this number now:"))
        self.screenshot("walk-card")
        self.keys("key", "Escape")
        poll("its end", lambda: not self.says("Please help us. Call this number now:"))


if __name__ == "__main__":
    main()
