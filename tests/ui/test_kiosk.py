#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bedside screen as a hand and a screen reader meet it, with the real monitor and the simulated pump."""

import datetime
import os
import time

from kiosk_case import CALM, KioskCase
from window_case import main, poll

PLAN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../data/examples/care-plan.ini")
DAY, NIGHT = "#FAFAFA", "#0D0908"


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
        for word in (" fine", " OK", " safe", " normal", "all clear", "Theo", "baclofen"):
            self.assertIsNone(self.says(word), word)

    def test_night(self):
        now = datetime.datetime.now(datetime.timezone.utc)
        hour = datetime.timedelta(hours=2)
        self.set_kiosk(night={"From": (now - hour).strftime("%H:%M"), "To": (now + hour).strftime("%H:%M")})
        self.start_signals()
        self.start_sim(CALM)
        self.start_monitor()
        self.start_kiosk()
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        poll("the night", lambda: self.colour(400, 200) == NIGHT)
        self.screenshot("kiosk-calm-night")
        # a lamp is put on, and off again
        sensor = self.start_fake("net.hadess.SensorProxy")
        poll("the lamp", lambda: self.colour(400, 200) == DAY)
        self.assertIn("ClaimLight", [method for method, _ in sensor.calls])
        sensor.set_light(1.0)
        poll("the night again", lambda: self.colour(400, 200) == NIGHT)
        # set anew, it is day; but in a dark room by the sensor alone it stays as it is
        self.set_kiosk(night={"From": "00:00", "To": "00:00"})
        sensor.set_light(60.0)
        poll("the day", lambda: self.colour(400, 200) == DAY)


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

    def test_awake(self):
        self.start_signals()
        self.start_sim(EMPTY)
        logind = self.start_fake("org.freedesktop.login1")
        saver = self.start_fake("org.freedesktop.ScreenSaver", os.environ["DBUS_SESSION_BUS_ADDRESS"])
        self.start_monitor()
        self.start_kiosk("--plan", PLAN)
        poll("the lock against sleep", logind.is_locked)
        self.assertEqual(logind.calls[0][0], "Inhibit")
        self.assertEqual(logind.calls[0][1][0], "idle:sleep")
        self.assertEqual(logind.calls[0][1][3], "block")
        poll("the waking", lambda: ("SimulateUserActivity", ()) in saver.calls)
        # acknowledged, it still stands
        self.touch("Acknowledge")
        poll("the answer", lambda: self.signals().get("reservoir-empty") == "acknowledged")
        self.assertTrue(logind.is_locked())

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
