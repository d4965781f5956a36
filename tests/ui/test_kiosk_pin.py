#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The caregiver's PIN of the bedside screen, and what is behind it."""

import configparser
import os
import stat
import subprocess

from kiosk_case import CALM, KioskCase
from window_case import SIM, WINDOW, main, poll

PIN = "2580"


class LockCase(KioskCase):
    def setUp(self):
        super().setUp()
        self.environment["XDG_CURRENT_DESKTOP"] = "none"

    @property
    def ini(self):
        return os.path.join(self.dir, "config/thecal/kiosk.ini")

    def set_pin(self, pin=PIN):
        return subprocess.run([WINDOW, "--set-pin"], input=pin + "\n", env=self.environment, capture_output=True, text=True,
                              timeout=60)

    def read_ini(self):
        parser = configparser.ConfigParser(interpolation=None)
        parser.optionxform = str
        parser.read(self.ini, encoding="utf-8")
        return parser

    def begin(self):
        self.start_signals()
        self.start_sim(CALM)
        self.start_monitor()
        self.kiosk = self.start_kiosk()

    def open_lock(self, title="Caregiver's PIN"):
        self.press("Settings")
        poll(title, lambda: self.shows("1", "Back") and self.says(title))
        self.with_window("Thecal", "windowfocus")

    def until(self, words, act):
        """Digits are not taken while the disk is asked, and one that is not taken counts for nothing."""
        for _ in range(10):
            act()
            try:
                return poll(words, lambda: self.says(words), 3)
            except AssertionError:
                pass
        raise AssertionError("not seen in time: " + words)

    def type_pin(self, pin):
        for number, digit in enumerate(pin, 1):
            words = f"{number} digit{'s' if number > 1 else ''} entered"
            if number == 1:
                self.until(words, lambda digit=digit: self.touch(digit))
            else:
                self.touch(digit)
                poll(words, lambda words=words: self.says(words))
        self.touch("Done")

    def type_keys(self, pin):
        self.until("1 digit entered", lambda: self.keys("type", pin[0]))
        self.keys("type", pin[1:])
        poll("all digits", lambda: self.says(f"{len(pin)} digits entered"))
        self.keys("key", "Return")

    def settings_are_open(self):
        return self.shows("Test sound and lamp", "Change the PIN", "Close")


class ChooseTest(LockCase):
    def test_first_start(self):
        """Chosen twice; an easy one and a slip are told. Then it opens, by keyboard too."""
        self.begin()
        self.open_lock("Choose a PIN")
        self.screenshot("kiosk-pin-choose")
        self.assertFalse(os.path.exists(self.ini))
        self.type_pin("1234")
        poll("too easy", lambda: self.says("Too easy to guess"))
        self.type_pin("258")
        poll("too short", lambda: self.says("At least 4 digits"))
        self.touch("0")
        self.touch("Done")
        poll("again", lambda: self.says("The same PIN again"))
        self.type_pin("2581")
        poll("another", lambda: self.says("These two were not the same."))
        self.type_pin(PIN)
        poll("again", lambda: self.says("The same PIN again"))
        self.type_pin(PIN)
        poll("the settings", self.settings_are_open)
        self.screenshot("kiosk-settings")
        self.assertTrue(self.read_ini()["pin"]["Hash"].startswith("$y$"))
        self.assertEqual(stat.S_IMODE(os.stat(self.ini).st_mode), 0o600)
        self.press("Close")
        poll("calm", lambda: self.shows("Symptoms", "Call"))
        self.open_lock()
        self.until("1 digit entered", lambda: self.keys("type", "7"))
        self.keys("key", "BackSpace")
        self.type_keys(PIN)
        poll("the settings", self.settings_are_open)

    def test_command(self):
        self.assertEqual(self.set_pin("12").returncode, 2)
        self.assertEqual(self.set_pin("1234").returncode, 2)
        self.assertEqual(self.set_pin("12345678901234").returncode, 2)
        self.assertFalse(os.path.exists(self.ini))
        done = self.set_pin()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.begin()
        self.open_lock()
        self.type_pin(PIN)
        poll("the settings", self.settings_are_open)

    def test_spoilt(self):
        """A file that says nothing opens nothing, and says so."""
        os.makedirs(os.path.dirname(self.ini))
        with open(self.ini, "w", encoding="utf-8") as file:
            file.write("[pin]\nHash=\n")
        self.begin()
        self.press("Settings")
        poll("the fault", lambda: self.says("The lock stays shut"))
        self.screenshot("kiosk-pin-spoilt")
        self.keys("type", PIN)
        self.keys("key", "Return")
        self.assertFalse(self.settings_are_open())
        self.press("Back")
        poll("calm", lambda: self.shows("Symptoms", "Call"))
        self.assertEqual(self.set_pin().returncode, 0)
        self.open_lock()
        self.type_pin(PIN)
        poll("the settings", self.settings_are_open)


class TriesTest(LockCase):
    def try_wrong(self, n):
        for left in range(4, 4 - n, -1):
            self.type_keys("9753")
            words = f"Wrong PIN. {left} tr{'y' if left == 1 else 'ies'} before a wait."
            poll(words, lambda words=words: self.says(words))

    def test_wait_outlives_the_program(self):
        self.assertEqual(self.set_pin().returncode, 0)
        self.begin()
        self.open_lock()
        self.try_wrong(1)
        self.screenshot("kiosk-pin-wrong")
        self.press("Back")
        poll("calm", lambda: self.shows("Symptoms", "Call"))
        self.kiosk.terminate()
        self.kiosk.wait(20)
        tries = os.path.join(self.dir, "state/thecal/kiosk-pin.ini")
        self.assertEqual(stat.S_IMODE(os.stat(tries).st_mode), 0o600)
        with open(tries, encoding="utf-8") as file:
            self.assertIn("Wrong=1\n", file.read())
        with open(tries, "w", encoding="utf-8") as file:
            file.write("[tries]\nWrong=8\nUntil=0\nBoot=another\n")
        self.kiosk = self.start_kiosk()
        self.press("Settings")
        poll("the wait", lambda: self.says("Too many wrong tries. Next try in 14:"))
        self.screenshot("kiosk-pin-wait")
        self.keys("type", PIN)
        self.keys("key", "Return")
        self.assertFalse(self.settings_are_open())
        self.press("Back")
        poll("the ways out", lambda: self.shows("Symptoms", "Call", "I hear a beep"))


class AlarmTest(LockCase):
    def start_sim(self, scenario=None):
        """One that takes steps later on."""
        address = os.path.join(self.dir, "system")
        path = os.path.join(self.dir, "pump.scenario")
        with open(path, "w", encoding="utf-8") as file:
            file.write(scenario)
        self.sim = self.start(SIM, "--stand-in", "--stdin", "--address-file", address, "--scenario", path, stdin=subprocess.PIPE)
        self.addCleanup(self.sim.stdin.close)
        poll("the simulated pump", lambda: os.path.exists(address) and os.path.getsize(address) > 0)
        with open(address, encoding="utf-8") as file:
            self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = file.read().strip()

    def test_alarm_over_the_lock(self):
        """Out of tries, with a PIN half typed: an alarm takes the screen all the same, and is answered without one."""
        self.assertEqual(self.set_pin().returncode, 0)
        self.begin()
        self.open_lock()
        for left in (4, 3, 2, 1):
            self.type_keys("9753")
            poll(f"{left} left", lambda left=left: self.says(f"Wrong PIN. {left} "))
        self.type_keys("9753")
        poll("the wait", lambda: self.says("Too many wrong tries. Next try in 0:"))
        self.sim.stdin.write(b"reservoir 0.3\n")
        self.sim.stdin.flush()
        poll("the alarm", lambda: self.says("Reservoir empty") and self.shows("Acknowledge", "Pause sound"), 90)
        self.screenshot("kiosk-pin-alarm")
        self.press_until("Acknowledge", "the answer", lambda: self.signals().get("reservoir-empty") == "acknowledged")
        poll("calm", lambda: self.shows("I hear a beep", "Settings"))
        self.press("Settings")
        poll("still the wait", lambda: self.says("Too many wrong tries.") or self.says("Caregiver's PIN"))
        self.assertFalse(self.settings_are_open())


class SettingsTest(LockCase):
    def begin(self):
        self.assertEqual(self.set_pin().returncode, 0)
        super().begin()
        self.open_lock()
        self.type_pin(PIN)
        poll("the settings", self.settings_are_open)

    def test_settings(self):
        self.begin()
        self.press("Night begins later")
        poll("later", lambda: self.says("21:30"))
        self.press("Night ends earlier")
        poll("earlier", lambda: self.says("06:30"))
        poll("kept", lambda: dict(self.read_ini().items("night")) == {"From": "21:30", "To": "06:30"} if
             self.read_ini().has_section("night") else False)
        self.assertIn("pin", self.read_ini())
        self.press("Change the PIN")
        poll("another", lambda: self.says("Choose a PIN"))
        for _ in range(2):
            self.type_keys("97531")
            poll("taken", lambda: self.says("The same PIN again") or self.settings_are_open())
        poll("the settings", self.settings_are_open)
        self.press("Test sound and lamp")
        poll("the test", lambda: self.says("Works:") and "sound" in self.says("Works:").get_name(), 60)
        self.screenshot("kiosk-settings-tested")

    def test_leave(self):
        """Twice: whoever leaves sees no alarm any more."""
        self.begin()
        self.press("Leave to the desktop")
        poll("the question", lambda: self.says("Press again"))
        self.assertIsNone(self.kiosk.poll())
        self.press("Leave to the desktop")
        self.assertEqual(self.kiosk.wait(20), 10)

    def test_anew(self):
        self.begin()
        self.press("Start the screen anew")
        self.assertEqual(self.kiosk.wait(20), 0)


class SizeCase(LockCase):
    """With all that can be set."""

    def setUp(self):
        super().setUp()
        self.put_backlight("panel")

    def assert_keys_fit(self):
        width, height = self.size
        names = {str(digit) for digit in range(10)} | {"Erase", "Done", "Back"}
        places = [(node, box) for node, box in self.places() if node.get_name() in names]
        self.assertEqual({node.get_name() for node, _ in places}, names)
        for node, box in places:
            self.assertGreaterEqual(min(box.width, box.height), 64, node.get_name())
            self.assertLessEqual(box.x + box.width, width, node.get_name())
            self.assertLessEqual(box.y + box.height, height, node.get_name())


    def assert_settings_fit(self):
        """All of them without moving the page."""
        width, height = self.size
        names = {"Close", "Night begins earlier", "Night ends later", "Darker at night", "Brighter at night", "Test sound and lamp",
                 "Change the PIN", "Start the screen anew", "Leave to the desktop"}
        places = [(node, box) for node, box in self.places() if node.get_name() in names]
        self.assertEqual({node.get_name() for node, _ in places}, names)
        for node, box in places:
            self.assertGreaterEqual(min(box.width, box.height), 64, node.get_name())
            self.assertLessEqual(box.x + box.width, width, node.get_name())
            self.assertLessEqual(box.y + box.height, height, node.get_name())
        for number, (node, box) in enumerate(self.places()):
            for other, place in self.places()[number + 1:]:
                self.assertFalse(box.x < place.x + place.width and place.x < box.x + box.width and
                                 box.y < place.y + place.height and place.y < box.y + box.height,
                                 f"{node.get_name()} is over {other.get_name()}")


class NightTest(SizeCase):
    def test_night_and_large(self):
        self.assertEqual(self.set_pin().returncode, 0)
        with open(self.ini, "a", encoding="utf-8") as file:
            file.write("[night]\nFrom=00:00\nTo=23:59\n[screen]\nLargeText=true\n")
        self.begin()
        self.open_lock()
        self.touch("5")
        poll("a digit", lambda: self.says("1 digit entered"))
        self.screenshot("kiosk-pin-night")
        self.assert_keys_fit()
        self.touch("Erase")
        self.type_pin(PIN)
        poll("the settings", self.settings_are_open)
        self.screenshot("kiosk-settings-night")
        self.assert_settings_fit()


class UprightTest(SizeCase):
    size = (480, 800)

    def test_upright(self):
        self.assertEqual(self.set_pin().returncode, 0)
        self.begin()
        self.open_lock()
        self.touch("5")
        poll("a digit", lambda: self.says("1 digit entered"))
        self.screenshot("kiosk-pin-upright")
        self.assert_keys_fit()
        self.touch("Erase")
        self.type_pin(PIN)
        poll("the settings", self.settings_are_open)
        self.screenshot("kiosk-settings-upright")
        self.assert_settings_fit()


if __name__ == "__main__":
    main()
