#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How bright the bedside screen is lit, with a lamp behind it that is a few files, and a logind that a test made."""

import datetime
import os
import signal
import time

import test_kiosk_pin
from kiosk_case import PLAN, FakeCase, alarm, string
from window_case import main, poll

from gi.repository import GLib

DAY, NIGHT, ALL = 160, 20, 200  # of 200 steps, with what set_night() sets


class DimCase(FakeCase):
    def set_night(self, **hours):
        now = datetime.datetime.now(datetime.timezone.utc)
        some = datetime.timedelta(hours=2)
        hours = hours or {"From": (now - some).strftime("%H:%M"), "To": (now + some).strftime("%H:%M")}
        self.set_kiosk(night={**hours, "Brightness": 10}, screen={"Brightness": 80})

    def leave_alone(self):
        """For half a minute of the boot clock."""
        with open(self.clock, encoding="ascii") as file:
            self.shift(int(file.read()) + 30)

    def lit(self):
        return self.brightness("panel")

    def darken(self):
        self.leave_alone()
        poll("the dark", lambda: self.lit() == NIGHT)


class FilesTest(DimCase):
    """Where the files may be written, as on a bedside computer."""

    def begin(self):
        self.put_backlight("panel")
        self.set_night()
        self.start_shifted()

    def test_night(self):
        self.begin()
        poll("the light", lambda: self.lit() == DAY)
        self.darken()
        self.screenshot("kiosk-dimmed")
        # a hand
        self.touch("Call")
        poll("the light", lambda: self.lit() == DAY)
        poll("the numbers", lambda: self.title() == "Call")
        self.leave_alone()
        self.touch("Back")
        poll("calm", lambda: self.title() == "Overview")
        self.assertEqual(self.lit(), DAY)
        self.darken()
        # an alarm at once
        self.monitor.put_alarm(7, **alarm("link-lost", "The pump is not heard", Priority=string("medium"),
                                          Rank=GLib.Variant("u", 2)))
        begin = time.monotonic()
        poll("the light", lambda: self.lit() == DAY)
        self.assertLess(time.monotonic() - begin, 5)
        poll("the alarm", lambda: self.title() == "Alarm")
        self.leave_alone()
        self.monitor.set("alarm/7", SignalState=string("acknowledged"))
        poll("calm", lambda: self.title() == "Overview")
        self.assertEqual(self.lit(), DAY, "it can be read for a moment")
        self.darken()
        # a high one that somebody is on still stands
        self.monitor.put_alarm(8, **alarm("reservoir-empty", "Reservoir empty"))
        poll("the light", lambda: self.lit() == DAY)
        self.monitor.set("alarm/8", SignalState=string("acknowledged"))
        poll("calm", lambda: self.title() == "Overview")
        self.leave_alone()
        time.sleep(3)
        self.assertEqual(self.lit(), DAY)
        self.monitor.remove("alarm/8")
        self.darken()
        # nothing is watched
        self.monitor.stop()
        poll("the light", lambda: self.lit() == DAY)
        self.leave_alone()
        time.sleep(3)
        self.assertEqual(self.lit(), DAY)

    def test_day(self):
        """What is set counts at once, and at day nothing darkens it."""
        self.begin()
        self.darken()
        self.set_night(From="00:00", To="00:00")
        poll("the day", lambda: self.lit() == DAY)
        self.leave_alone()
        time.sleep(3)
        self.assertEqual(self.lit(), DAY)
        self.set_kiosk(night={"From": "00:00", "To": "00:00", "Brightness": "bright"}, screen={"Brightness": "1"})
        poll("all of it", lambda: self.lit() == ALL)

    def test_somebody_else(self):
        """What else turned the lamp down does not keep an alarm dark, nor that nothing is watched."""
        self.begin()
        poll("the light", lambda: self.lit() == DAY)
        self.turn_down()
        self.monitor.put_alarm(8, **alarm("reservoir-empty", "Reservoir empty"))
        poll("the light", lambda: self.lit() == DAY)
        self.turn_down()
        self.monitor.stop()
        poll("the light", lambda: self.lit() == DAY)

    def turn_down(self):
        with open(os.path.join(self.dir, "backlight/panel/brightness"), "w", encoding="ascii") as line:
            line.write("3\n")

    def test_ends_bright(self):
        self.begin()
        self.darken()
        self.kiosk.terminate()
        self.assertEqual(self.kiosk.wait(20), 0)
        self.assertEqual(self.lit(), DAY)

    def test_killed_in_the_dark(self):
        """What a new one finds says nothing of the day."""
        self.begin()
        self.darken()
        self.kiosk.send_signal(signal.SIGKILL)
        self.kiosk.wait(20)
        self.assertEqual(self.lit(), NIGHT)
        self.start_shifted()
        poll("the light", lambda: self.lit() == DAY)
        self.darken()

    def test_windowed(self):
        """Whoever tries it keeps the light of the desktop."""
        self.put_backlight("panel")
        self.set_night()
        self.kiosk = self.start_kiosk("--plan", PLAN, "--windowed")
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        self.touch("Call")
        poll("the numbers", lambda: self.title() == "Call")
        self.kiosk.terminate()
        self.assertEqual(self.kiosk.wait(20), 0)
        self.assertEqual(self.lit(), 100)


class LogindTest(DimCase):
    """Where they may not, as in the session of a desktop."""

    def begin(self):
        self.put_backlight("panel", "platform", writable=False)
        self.put_backlight("raw", most=9)
        self.set_night()
        self.start_system_bus()
        self.logind = self.start_fake("org.freedesktop.login1")

    def asked(self):
        return [arguments for method, arguments in self.logind.calls if method == "SetBrightness"]

    def is_asked(self, raw):
        return self.asked()[-1:] == [("backlight", "panel", raw)]

    def test_session(self):
        self.begin()
        self.start_shifted()
        poll("the light", lambda: self.is_asked(DAY))
        self.leave_alone()
        poll("the dark", lambda: self.is_asked(NIGHT))
        self.monitor.put_alarm(8, **alarm("reservoir-empty", "Reservoir empty"))
        poll("the light", lambda: self.is_asked(DAY))
        self.monitor.remove("alarm/8")
        self.leave_alone()
        poll("the dark", lambda: self.is_asked(NIGHT))
        self.kiosk.terminate()
        self.assertEqual(self.kiosk.wait(20), 0)
        self.assertTrue(self.is_asked(DAY))
        self.assertEqual(self.brightness("raw"), 4, "its type counts less")

    def test_refused(self):
        self.begin()
        self.logind.refused.add("SetBrightness")
        self.start_shifted()
        poll("that it is asked", lambda: self.is_asked(DAY))
        self.leave_alone()
        poll("that it is asked again", lambda: self.is_asked(NIGHT))
        self.goes_on()
        with open(os.path.join(self.dir, "log"), encoding="utf-8", errors="replace") as file:
            said = file.read()
        self.assertEqual(said.count("the brightness of the screen is left as it is"), 1, said)
        self.assertIn("Only owner of session", said)

    def test_silent(self):
        """A logind that hangs keeps neither an alarm nor the end away."""
        self.begin()
        self.logind.silent.add("SetBrightness")
        self.start_shifted()
        self.leave_alone()
        poll("the dark", lambda: self.is_asked(NIGHT))
        self.monitor.put_alarm(8, **alarm("reservoir-empty", "Reservoir empty"))
        begin = time.monotonic()
        poll("the light", lambda: self.is_asked(DAY))
        self.assertLess(time.monotonic() - begin, 4, "it is not waited for")
        self.monitor.remove("alarm/8")
        self.goes_on()

    def test_no_bus(self):
        self.put_backlight("panel", writable=False)
        self.set_night()
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "none")
        self.start_shifted()
        self.leave_alone()
        self.goes_on()

    def test_none(self):
        self.environment["THECAL_BACKLIGHT"] = os.path.join(self.dir, "none")
        self.set_night()
        self.start_shifted()
        self.leave_alone()
        self.goes_on()

    def goes_on(self):
        poll("calm", lambda: self.title() == "Overview")
        self.touch_until("Call", "the numbers", lambda: self.title() == "Call")
        self.touch("Back")
        poll("calm", lambda: self.title() == "Overview")
        self.kiosk.terminate()
        self.assertEqual(self.kiosk.wait(20), 0)


class SettingsTest(test_kiosk_pin.LockCase):
    """Behind the PIN."""

    def begin(self):
        self.assertEqual(self.set_pin().returncode, 0)
        super().begin()
        self.open_lock()
        self.type_pin(test_kiosk_pin.PIN)
        poll("the settings", self.settings_are_open)

    def kept(self):
        return self.read_ini().get("night", "Brightness", fallback="")

    def test_chosen(self):
        """How dark it will be is seen for a moment."""
        self.put_backlight("panel")
        self.begin()
        poll("the usual", lambda: self.says("20 %"))
        self.screenshot("kiosk-settings-backlight")
        self.press("Darker at night")
        poll("the dark", lambda: self.brightness("panel") == 30)
        poll("darker", lambda: self.says("15 %"))
        poll("kept", lambda: self.kept() == "15")
        poll("the light", lambda: self.brightness("panel") == 200)
        for percent in (20, 30):
            self.press("Brighter at night")
            poll("brighter", lambda percent=percent: self.says(f"{percent} %"))
        poll("kept", lambda: self.kept() == "30")
        self.press("Leave to the desktop")
        poll("the question", lambda: self.says("Press again"))
        self.press("Leave to the desktop")
        self.assertEqual(self.kiosk.wait(20), 10)
        self.assertEqual(self.brightness("panel"), 200)

    def test_refused(self):
        self.put_backlight("panel", writable=False)
        self.begin()
        poll("that it cannot be", lambda: self.says("Brightness at night: it cannot be set here"))
        self.assertIsNone(self.button("Darker at night"))
        self.screenshot("kiosk-settings-backlight-refused")
        self.press("Start the screen anew")
        self.assertEqual(self.kiosk.wait(20), 0)

    def test_none(self):
        self.begin()
        self.assertIsNone(self.button("Darker at night"))
        self.assertFalse(any(name.startswith("Brightness") for name in self.names()))

    def names(self):
        return [node.get_name() for node, _ in self.places("label")]


if __name__ == "__main__":
    main()
