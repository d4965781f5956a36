#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bedside screen as a hand and a screen reader meet it, with the real monitor and the simulated pump."""

import os
import time

from kiosk_case import CALM, KioskCase
from window_case import main, poll

PLAN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../data/examples/care-plan.ini")


class CalmTest(KioskCase):
    def test_calm(self):
        self.start_signals()
        self.start_sim(CALM)
        self.start_monitor()
        self.start_kiosk()
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        for name in ("Reservoir", "Battery"):
            self.assertIn(poll(name, lambda name=name: self.find(name, "level bar")).get_role_name(), ("level bar", "meter"))
        self.screenshot("kiosk-calm-day")


EMPTY = """[pump]
ReservoirMl=0.3
CapacityMl=40
LowMl=3
ConcentrationUgPerMl=500
DoseUgPerDay=390
BatteryPercent=64
"""

LOW = EMPTY.replace("ReservoirMl=0.3", "ReservoirMl=2.6")


class AlarmTest(KioskCase):
    def test_empty(self):
        self.start_signals()
        self.start_sim(EMPTY)
        self.start_monitor()
        self.start_kiosk("--plan", PLAN)
        poll("the alarm", lambda: self.says("Reservoir empty") and self.shows("Acknowledge", "Pause sound"))
        order = [node.get_name() for node in self.buttons()]
        self.assertEqual(order, ["Call emergency number", "Symptoms", "Call", "Acknowledge", "Pause sound"])
        self.screenshot("kiosk-empty")
        self.touch("Pause sound")
        poll("the pause", lambda: self.signals().get("reservoir-empty") == "paused")
        poll("the time left", lambda: self.says("left"))
        self.screenshot("kiosk-paused")
        self.touch("Acknowledge")
        poll("the answer", lambda: self.signals().get("reservoir-empty") == "acknowledged")
        poll("calm", lambda: self.shows("Alarms", "I hear a beep"))
        self.screenshot("kiosk-acknowledged")
        self.touch("Alarms")
        poll("the alarm", lambda: self.shows("Not on it after all", "Back"))
        self.screenshot("kiosk-on-it")
        self.touch("Not on it after all")
        poll("it sounds", lambda: self.signals().get("reservoir-empty") == "sounding")

    def test_low(self):
        self.start_signals()
        self.start_sim(LOW)
        self.start_monitor()
        self.start_kiosk("--plan", PLAN)
        poll("the alarm", lambda: self.says("Reservoir low") and self.shows("Acknowledge", "Pause sound"))
        self.screenshot("kiosk-low")

    def test_lost(self):
        self.start_signals()
        self.start_sim(CALM)
        monitor = self.start_monitor()
        self.start_kiosk()
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        monitor.kill()
        begin = time.monotonic()
        poll("lost", lambda: self.shows("Acknowledge", "Pause sound"))
        print("lost after", time.monotonic() - begin)
        self.screenshot("kiosk-lost")


class PagesTest(KioskCase):
    def test_pages(self):
        self.start_signals()
        self.start_sim(CALM)
        self.start_monitor()
        self.start_kiosk("--plan", PLAN)
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        self.touch("Call")
        poll("the numbers", lambda: self.says("Square that dials"))
        self.screenshot("kiosk-contacts")
        self.touch("Back")
        poll("calm", lambda: self.shows("I hear a beep"))
        self.touch("I hear a beep")
        poll("the beeps", lambda: self.shows("I hear it now"))
        self.screenshot("kiosk-beep")
        self.touch("Back")
        poll("calm", lambda: self.shows("I hear a beep"))
        self.touch("Symptoms")
        poll("the first question", lambda: self.shows("Yes", "No", "Not sure"))
        self.screenshot("kiosk-walk")
        self.touch("Back")
        poll("calm", lambda: self.shows("I hear a beep"))
        self.touch("Symptoms")
        poll("the first question", lambda: self.shows("Yes", "No", "Not sure"))
        self.touch("No")
        poll("the outcome", lambda: self.shows("Called", "Arrived"))
        self.screenshot("kiosk-outcome")


if __name__ == "__main__":
    main()
