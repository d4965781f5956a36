#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The setup as a screen reader and a keyboard meet it, with the real monitor and a loudspeaker that nobody hears."""

import configparser
import datetime
import os
import re
import stat

from window_case import WindowCase, children, main, poll, walk

TITLE = "Set up Thecal"
FILLED = datetime.date.today() - datetime.timedelta(days=10)
ALARM = FILLED + datetime.timedelta(days=46)


class FirstStartTest(WindowCase):
    window_options = ()

    def begin(self, size=(1280, 800), **environment):
        self.start_signals()
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        self.start_monitor("--no-bluetooth")
        self.start_window(size, **environment)
        self.setup_window(size)

    def setup_window(self, size=(1280, 800)):
        poll("the setup", self.frame)
        self.with_window(TITLE, "windowsize", *size)
        self.with_window(TITLE, "windowfocus")

    def frame(self):
        """The window: buttons have its name too, and GTK gives it one role or another."""
        return next((node for node in children(self.app) if node and node.get_name() == TITLE), None)

    def says(self, words, start=None):
        return super().says(words, start or self.frame())

    def step(self):
        for node in walk(self.frame()):
            found = re.fullmatch("Step ([0-9]) of 8", node.get_name() or "")
            if found:
                return int(found.group(1))
        return None

    def at_step(self, number):
        poll(f"step {number}", lambda: self.step() == number)

    def plan(self):
        plan = configparser.ConfigParser(interpolation=None)
        plan.optionxform = str
        plan.read(os.path.join(self.dir, "config", "thecal", "care-plan.ini"), encoding="utf-8")
        return plan

    def answer(self, words):
        """Of a dialog, which names its buttons twice over."""
        button = poll(words, lambda: next((node for node in walk(self.app) if node.get_role_name() == "push button" and
                                           node.get_name().startswith(words)), None))
        button.do_action("click")
        poll("its end", lambda: not self.find("Please look again") and not self.find("Leave the setup for now?"))
        if self.frame():
            # no window manager gives it back
            self.with_window(TITLE, "windowfocus")

    def understand(self):
        self.at_step(1)
        self.keys("type", "understood")
        self.keys("key", "Return")
        self.at_step(2)

    def to_printout(self):
        self.understand()
        self.keys("key", "alt+s")
        self.at_step(3)

    def type_printout(self, capacity="40", volume="40", dose="390", alarm=None):
        """By the keyboard alone, from the first row on."""
        self.keys("key", "Tab")
        self.keys("type", capacity)
        self.keys("key", "Tab")
        self.keys("type", FILLED.isoformat() + " 14:30")
        self.keys("key", "Tab", "Tab")  # over the calendar
        for text in (volume, "500", dose, "3"):
            self.keys("type", text)
            self.keys("key", "Tab")
        self.keys("type", alarm or ALARM.isoformat())

    def test_to_protected(self):
        """Nothing but the printout and an emergency number, with nothing but the keyboard."""
        self.begin()
        self.at_step(1)
        self.keys("type", "yes")
        self.keys("key", "Return")
        poll("not so fast", lambda: self.says("letter by letter"))
        self.keys("key", "ctrl+a")
        self.understand()
        self.keys("key", "alt+s")
        self.at_step(3)
        self.type_printout()
        poll("the forecast before it is taken", lambda: self.says("Refill by "))
        self.screenshot("first-start-printout")
        self.keys("key", "alt+n")
        self.at_step(4)
        plan = self.plan()
        self.assertEqual(plan["reservoir"]["VolumeMl"], "40")
        self.assertEqual(plan["drug 1"]["DoseUgPerDay"], "390")
        self.assertTrue(plan["reservoir"]["FilledAt"].startswith(FILLED.isoformat() + "T14:30:00"))
        self.assertEqual(plan["reservoir"]["AlarmDate"], ALARM.isoformat())
        poll("the monitor's forecast", lambda: self.state().startswith("By the printout: "))

        # no number is guessed: none is chosen, and the page does not pass
        self.assertTrue(self.says("Not chosen yet"))
        self.keys("key", "alt+n")
        poll("what is missing", lambda: self.says("Choose the emergency number"))
        self.press("112")
        poll("the choice", lambda: self.says("Chosen: 112"))
        self.keys("key", "alt+n")
        poll("the address asked again", lambda: self.find("Please look again"))
        self.answer("Take it as it is")
        self.at_step(5)
        self.assertEqual(self.plan()["emergency"]["Number"], "112")
        self.keys("key", "alt+s")
        self.at_step(6)
        self.hear(True)
        self.keys("key", "alt+n")
        self.at_step(7)
        self.drill()
        self.keys("key", "alt+n")
        self.at_step(8)
        poll("what is watched", lambda: self.says("A test alarm was heard and seen."))
        self.assertTrue(self.says("Thecal computes when the pump runs low"))
        self.assertTrue(self.says("no pump sold today lets it"))
        self.assertTrue(self.says("The pump team's number is missing."))
        self.screenshot("first-start-done")
        self.keys("key", "alt+n")
        poll("its end", lambda: not self.frame())

    def hear(self, heard):
        self.press("Play the alarm sound")
        poll("the sound", lambda: self.says("The computer says"), 60)
        self.press("I heard it" if heard else "I did not hear it")
        poll("the answer", lambda: self.says("somebody has heard") if heard else self.says("Pull out headphones"))

    def drill(self):
        self.press("Sound the test alarm")
        poll("the drill", lambda: self.find("Acknowledge", "push button"), 60)
        self.screenshot("first-start-drill")
        self.press("Acknowledge")
        poll("what it found", lambda: self.says("The test alarm has ended"), 60)
        self.press("I heard and saw it")
        poll("the answer", lambda: self.says("a test alarm was heard and seen here"))

    def test_resume(self):
        """Closed in the middle: nothing that was typed is lost, and it goes on there."""
        self.begin()
        self.to_printout()
        self.keys("key", "Tab")
        self.keys("type", "40")
        self.keys("key", "Tab")
        self.keys("type", FILLED.isoformat())
        self.keys("key", "Escape")
        poll("the question", lambda: self.find("Leave the setup for now?"))
        self.assertTrue(self.says("the printout is not entered", self.app))
        self.answer("Leave for now")
        poll("its end", lambda: not self.frame())
        self.assertEqual(self.plan().sections(), [], "nothing half-saved")
        draft = os.path.join(self.dir, "state", "thecal", "first-start.ini")
        poll("the draft", lambda: os.path.exists(draft))
        self.assertEqual(stat.S_IMODE(os.stat(draft).st_mode), 0o600)

        self.press("Set up Thecal")
        self.setup_window()
        self.at_step(3)
        self.screenshot("first-start-resumed")
        self.keys("key", "Tab", "Tab", "Tab", "Tab")  # over capacity, date and calendar, which are filled in
        for text in ("40", "500", "390", "3"):
            self.keys("type", text)
            self.keys("key", "Tab")
        self.keys("type", ALARM.isoformat())
        self.keys("key", "alt+n")
        self.at_step(4)
        self.assertEqual(self.plan()["pump"]["CapacityMl"], "40")
        self.assertTrue(self.plan()["reservoir"]["FilledAt"].startswith(FILLED.isoformat()))

    def test_killed(self):
        """The same where the program is killed, and where no monitor runs."""
        self.start_window((1280, 800))
        self.setup_window()
        self.to_printout()
        self.keys("key", "Tab")
        self.keys("type", "20")
        draft = os.path.join(self.dir, "state", "thecal", "first-start.ini")

        def is_kept():
            with open(draft, encoding="utf-8") as file:
                return "CapacityMl=20" in file.read()

        poll("the draft", lambda: os.path.exists(draft) and is_kept())
        self.started[-1].kill()
        self.started[-1].wait()
        self.start_window((1280, 800))
        self.setup_window()
        self.at_step(3)
        self.keys("key", "alt+n")
        poll("all but the capacity", lambda: self.says("Volume after the refill: This is needed."))
        self.assertIsNone(self.says("The pump holds: "))

    def test_wrong_unit(self):
        """mg where µg belong: typed, it is refused; meant, it is asked again."""
        self.begin()
        self.to_printout()
        self.type_printout(dose="0.39 mg")
        self.keys("key", "alt+n")
        poll("the unit", lambda: self.says("1 mg is 1000 µg"))
        self.assertEqual(self.step(), 3)
        self.screenshot("first-start-unit")
        self.keys("key", "ctrl+a")
        self.keys("type", "0.39")
        self.keys("key", "alt+n")
        poll("the question", lambda: self.find("Please look again"))
        self.screenshot("first-start-asked-again")
        self.answer("Change it")
        self.assertEqual(self.step(), 3)
        self.assertFalse(self.plan().has_section("drug 1"))
        self.keys("key", "ctrl+a")
        self.keys("type", "390")
        self.keys("key", "alt+n")
        self.at_step(4)

    def test_above_capacity(self):
        self.begin()
        self.to_printout()
        self.type_printout(capacity="20")
        self.keys("key", "alt+n")
        poll("the refusal", lambda: self.says("More than the pump holds"))
        self.assertEqual(self.step(), 3)
        self.assertFalse(self.plan().has_section("reservoir"))

    def test_no_alarm_date(self):
        self.begin()
        self.to_printout()
        self.type_printout(alarm=" ")
        self.keys("key", "alt+n")
        poll("what is missing", lambda: self.says("Low alarm date, printed: This is needed."))
        self.keys("key", "Tab", "Tab", "space")
        self.keys("key", "alt+n")
        self.at_step(4)

    def test_not_heard(self):
        self.begin()
        self.understand()
        for step in range(3, 7):
            self.keys("key", "alt+s")
            self.at_step(step)
        self.keys("key", "alt+n")
        poll("what is missing", lambda: self.says("say whether you heard it"))
        self.hear(False)
        self.assertTrue(self.says("Turn the volume of the computer up"))
        self.screenshot("first-start-not-heard")
        self.keys("key", "alt+n")
        self.assertEqual(self.step(), 6)
        self.hear(True)
        self.keys("key", "alt+n")
        self.at_step(7)

    def test_upgraded(self):
        """A plan, and another version than was understood: that alone is asked again, once."""
        folder = os.path.join(self.dir, "config", "thecal")
        os.makedirs(folder)
        with open(os.path.join(folder, "care-plan.ini"), "w", encoding="utf-8") as file:
            file.write("[person]\nName=Theo Example\n")
        draft = os.path.join(self.dir, "state", "thecal", "first-start.ini")
        os.makedirs(os.path.dirname(draft))
        with open(draft, "w", encoding="utf-8") as file:
            file.write("[first-start]\nUnderstood=0.0.1\n")
        window = self.start_window((1280, 800))
        self.setup_window()
        poll("the word", lambda: self.find("To go on, type the word: understood"))
        self.assertIsNone(self.step())
        self.keys("type", "understood")
        self.keys("key", "Return")
        poll("its end", lambda: not self.frame())

        def is_kept():
            with open(draft, encoding="utf-8") as file:
                return "Understood=0.0.1" not in file.read()

        poll("what was understood", is_kept)
        window.terminate()
        window.wait(60)
        self.start_window((1280, 800))
        poll("the window", lambda: self.state())
        self.assertIsNone(self.frame())

    def test_narrow(self):
        self.begin((360, 720), ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        self.to_printout()
        poll("one column", lambda: self.find("Example of a printout: where each number stands"))
        self.screenshot("first-start-narrow-dark")


if __name__ == "__main__":
    main()
