#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The caregiver window as a screen reader meets it, with the real monitor and the simulated pump."""

import datetime
import os
import signal
import time

from window_case import WindowCase, main, poll, walk

from gi.repository import Atspi

LOW = """[pump]
ReservoirMl=2.8
CapacityMl=40
LowMl=3
ConcentrationUgPerMl=2000
DoseUgPerDay=300
"""

CALM = """[pump]
ReservoirMl=12.7
CapacityMl=40
LowMl=3
ConcentrationUgPerMl=500
DoseUgPerDay=390
"""


class WindowTest(WindowCase):
    def test_low_alarm(self):
        self.start_signals()
        self.start_sim(LOW)
        self.start_monitor()
        self.start_window((1280, 800))
        poll("the sentence", lambda: self.state().startswith("Reservoir low: 16 to 2"))
        self.assertTrue(self.says("SIMULATED"))
        self.assertTrue(self.says("reported by a SIMULATED pump"))
        poll("the sound", lambda: self.says("Sounding now."))
        self.screenshot("alarm-low")

        self.press("Pause sound")
        poll("the pause", lambda: self.signals().get("reservoir-low") == "paused")
        poll("its end", lambda: self.says("Sound paused until"))
        self.press_until("Acknowledge", "the acknowledgement", lambda: self.signals().get("reservoir-low") == "acknowledged")
        poll("who", lambda: self.says("is on it until"))
        self.assertIsNone(self.find("Acknowledge", "push button"))
        self.assertTrue(self.state().startswith("Reservoir low"), "acknowledged is not over")

        self.with_window("Thecal", "windowfocus")
        self.keys("key", "ctrl+2")
        poll("the log", lambda: self.says("What happened"))
        poll("what was done", lambda: self.says("sound paused"))
        self.screenshot("alarms")
        self.keys("key", "ctrl+1")
        poll("the overview", lambda: self.find("I hear a beep", "push button"))

    def test_calm(self):
        self.start_signals()
        self.start_sim(CALM)
        self.start_monitor()
        self.start_window((1280, 800))
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        poll("the test at the start", lambda: self.says("Every channel answered"))
        self.assertIsNone(self.find("Acknowledge", "push button"))
        for word in (" fine", " OK", " safe", " normal", "all clear"):
            self.assertIsNone(self.says(word), word)
        self.screenshot("overview")

    def test_beep_and_test(self):
        self.start_signals()
        self.start_sim(CALM)
        self.start_monitor()
        self.start_window((1280, 800))
        poll("the sentence", lambda: self.state().startswith("The pump is running"))
        self.press("I hear a beep")
        self.press("I hear it now")
        self.press("Two tones")
        poll("the alarm of the beep", lambda: self.signals().get("pump-sound-critical") == "sounding")
        # two facts, two alarms: the graver one is answered, and the one that it covers opens no window after it
        poll("the window", lambda: self.find("Acknowledge", "push button"))
        self.press_until("Acknowledge", "the acknowledgement", lambda: self.signals().get("reservoir-empty") == "acknowledged")
        poll("the end of the window", lambda: not self.find("SIMULATED · Reservoir empty"))
        self.assertIsNone(self.find("SIMULATED · Two-tone pump alarm heard"))
        self.assertEqual(self.signals().get("pump-sound-critical"), "sounding")
        self.press("Test now")
        poll("what came of it", lambda: self.find("Alarm test", "dialog") or self.says("Can you hear it?"))
        poll("the result", lambda: any("Every channel answered" in node.get_name() for node in walk(self.app)))

    def test_narrow_and_dark(self):
        self.start_signals()
        self.start_sim(LOW)
        self.start_monitor()
        self.start_window((360, 720), ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        poll("the sentence", lambda: self.state().startswith("Reservoir low"))
        poll("one column", lambda: self.says("Sounding now."))
        self.assert_inside(360)
        self.screenshot("narrow-dark")

    def test_empty(self):
        self.start_signals()
        self.start_sim("[pump]\nReservoirMl=0.3\n")
        self.start_monitor()
        self.start_window((1280, 800))
        window = poll("the alarm window", lambda: self.find("SIMULATED · Reservoir empty"))
        poll("its button", lambda: self.find("Acknowledge", "push button"))
        order = [node.get_name() for node in walk(window) if node.get_role_name() == "push button"]
        self.assertEqual(order[:4], ["Symptoms", "Call", "Acknowledge", "Pause sound"])
        self.assertTrue(self.says("Last report by a SIMULATED pump", window))
        self.assertTrue(self.says("call your emergency number first", window))
        focused = [node.get_name() for node in walk(window) if node.get_state_set().contains(Atspi.StateType.FOCUSED)]
        self.assertEqual(focused, ["Symptoms"])
        self.screenshot("alarm-empty")
        self.with_window("Reservoir empty", "windowfocus")
        self.keys("key", "Escape")
        time.sleep(0.5)
        self.assertEqual(self.signals().get("reservoir-empty"), "sounding", "Escape answers no alarm")
        self.press_until("Acknowledge", "the acknowledgement", lambda: self.signals().get("reservoir-empty") == "acknowledged")
        poll("the end of its window", lambda: not self.find("SIMULATED · Reservoir empty"))

    def test_printout(self):
        self.start_signals()
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        self.start_monitor("--no-bluetooth")
        self.start_window((1280, 800))
        poll("the state", lambda: self.state() == "No pump set up yet.")
        self.screenshot("no-pump")
        self.press("Enter the printout")
        self.with_window("Enter the printout", "windowfocus")
        filled = datetime.date.today() - datetime.timedelta(days=3)
        alarm = filled + datetime.timedelta(days=100)
        self.keys("key", "shift+Tab")
        for text, tabs in (("20", 1), (filled.isoformat(), 2), ("18.2x", 1), ("2000", 1), ("300", 1), ("2", 1)):
            self.keys("type", text)
            self.keys("key", *["Tab"] * tabs)  # over the calendar
        self.keys("type", alarm.isoformat())
        self.press("Save")
        poll("the fault", lambda: self.says("a number is expected"))
        self.screenshot("printout-fault")
        self.keys("key", "End", "BackSpace")
        poll("the forecast", lambda: self.says("Refill by "))
        self.press("Save")
        poll("the new sentence", lambda: self.state().startswith("By the printout: "))
        self.screenshot("printout")

    def test_printout_escape(self):
        self.start_signals()
        self.start_monitor("--no-bluetooth")
        self.start_window((1280, 800))
        poll("the state", lambda: self.state() == "No pump set up yet.")
        self.with_window("Thecal", "windowfocus")
        self.keys("key", "ctrl+e")
        self.with_window("Enter the printout", "windowfocus")
        self.keys("key", "Escape")
        poll("its end", lambda: not self.find("Enter the printout", "frame"))

    def test_key_list(self):
        """All keys on one page, none of which GTK complains of."""
        self.start_window((1280, 800))
        poll("the window", self.state)
        self.with_window("Thecal", "windowfocus")
        self.keys("key", "ctrl+question")
        poll("the first key", lambda: self.says("Call"))
        poll("the last key", lambda: self.says("Read out value after value"))
        time.sleep(1)  # it is drawn by then
        self.screenshot("key-list")

    def test_see_answer_and_lose(self):
        self.start_sim()
        monitor = self.start_monitor()
        self.start_window((1280, 800))
        poll("the state", lambda: self.state() and "not running" not in self.state())
        for name in ("Reservoir", "Battery", "Symptoms", "Call", "I hear a beep"):
            self.assertTrue(poll(name, lambda name=name: self.find(name)))
        self.assertIn(self.find("Reservoir").get_role_name(), ("level bar", "meter"))

        # without a sound server the failed self-test is a high alarm: a modal window of its own
        poll("the high alarm", lambda: self.signals().get("self-test") == "sounding")
        poll("its button", lambda: self.find("Acknowledge", "push button"))
        self.screenshot("alarm-high")
        self.press_until("Acknowledge", "the acknowledgement", lambda: self.signals().get("self-test") == "acknowledged")
        self.screenshot("acknowledged")

        # two seconds, and what an emulated screen takes to answer
        monitor.send_signal(signal.SIGKILL)
        poll("the lost monitor", lambda: self.state().startswith("Thecal's monitor is not running"), 4)
        self.screenshot("not-connected")
        self.start_monitor()
        poll("the monitor again", lambda: self.state() and "not running" not in self.state())


if __name__ == "__main__":
    main()
