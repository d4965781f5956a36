#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pairing at the end of the setup, as a screen reader meets it: with the real monitor and a simulated pump that is not
paired, and with a monitor that says what no pump here says."""

import os

from fake_monitor import FakeMonitor
from window_case import SIM, XML, WindowCase, children, main, poll, walk

TITLE = "Set up Thecal"
ADDRESS = "C0:DE:00:00:00:01"
BY_PRINTOUT = "Thecal works by the printout all the same."


class PairingCase(WindowCase):
    window_options = ()

    def frame(self, title=TITLE):
        return next((node for node in children(self.app) if node and node.get_name() == title), None)

    def to_the_last_step(self, size=(1280, 800), **environment):
        self.start_window(size, **environment)
        poll("the setup", self.frame)
        self.with_window(TITLE, "windowsize", *size)
        self.with_window(TITLE, "windowfocus")
        self.says_soon("Step 1 of 8")
        self.keys("type", "understood")
        self.keys("key", "Return")
        for step in range(2, 8):
            self.says_soon(f"Step {step} of 8")
            self.keys("key", "alt+s")
        self.says_soon("Step 8 of 8")

    def says_soon(self, words, limit_s=60):
        return poll(words, lambda: self.says(words), limit_s)

    def look(self):
        self.press("Pair…")
        poll("the window", lambda: self.frame("Pair a pump or gateway"))

    def type_digits(self, digits):
        entry = poll("the entry", lambda: next((node for node in walk(self.app) if node.get_name() == "Six digits" and
                                                node.get_role_name() in ("text", "entry")), None))
        entry.set_text_contents(digits)

    def close(self):
        self.with_window("Pair a pump or gateway", "windowfocus")
        self.keys("key", "Escape")
        poll("its end", lambda: not self.frame("Pair a pump or gateway"))
        self.with_window(TITLE, "windowfocus")

    def scroll_down(self):
        def is_seen():
            self.keys("mousemove", "300", "500", *["click", "5"] * 20)
            return self.find("Pair…", "push button").get_extents().y < 760
        poll("the last row", is_seen)

    def end(self):
        """The setup goes on: it ends as it does without any pump."""
        self.keys("key", "alt+n")
        poll("the end of the setup", lambda: not self.frame())
        self.assertTrue(self.state())


class RealMonitorTest(PairingCase):
    def begin(self, *options, **environment):
        address, scenario = (os.path.join(self.dir, name) for name in ("system", "pump.scenario"))
        with open(scenario, "w", encoding="utf-8") as file:
            file.write("[scenario]\nUnpaired=true\n[pump]\nReservoirMl=14\n")
        self.start(SIM, "--stand-in", "--address-file", address, "--scenario", scenario, "--passkey", "012345", *options)
        poll("the simulated pump", lambda: os.path.exists(address) and os.path.getsize(address) > 0)
        with open(address, encoding="utf-8") as file:
            self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = file.read().strip()
        self.start_signals()
        self.start_monitor()
        self.to_the_last_step(**environment)
        self.assertTrue(self.says("Thecal does not hear the pump itself"))
        self.look()
        self.find_pump()

    def find_pump(self):
        """It is found when it was heard: until then, looked for again."""
        def is_found():
            if self.says("No pump or gateway is in reach"):
                self.press("Look again")
            return self.can_press("Pair Simulated pump")
        poll("the pump", is_found, 60)

    def test_passkey(self):
        """Found, chosen, its six digits typed: paired, and the step says so."""
        self.begin()
        self.screenshot("pairing-found")
        self.press("Pair Simulated pump")
        self.says_soon("shows six digits. Type them here.")
        # no pump shows letters, or five digits
        self.assertIsNone(self.can_press("Pair"))
        self.type_digits("12a45")
        self.assertIsNone(self.can_press("Pair"))
        self.screenshot("pairing-digits")
        self.type_digits("012345")
        self.press("Pair")
        self.says_soon("Paired. Thecal listens to it from now on.")
        self.says_soon("Paired already")
        self.screenshot("pairing-paired")
        self.close()
        self.says_soon("Simulated pump is paired")
        self.says_soon("A pump or gateway is heard by Bluetooth.")
        self.scroll_down()
        self.screenshot("pairing-step")
        self.end()

    def test_compared(self):
        self.begin("--pair", "confirm")
        self.press("Pair Simulated pump")
        self.says_soon("Does the pump or gateway show 012345 too?")
        self.screenshot("pairing-compare")
        self.press("The same")
        self.says_soon("Paired. Thecal listens to it from now on.")

    def test_refused(self):
        """Not the same digits: nothing is paired, what to do is told, and the printout is enough."""
        self.begin("--pair", "confirm")
        self.press("Pair Simulated pump")
        self.says_soon("Does the pump or gateway show 012345 too?")
        self.press("Cancel")
        self.says_soon("Nothing was paired")
        self.assertTrue(self.says(BY_PRINTOUT))
        self.screenshot("pairing-refused")
        self.close()
        self.assertTrue(self.says("Thecal does not hear the pump itself"))
        self.assertIsNone(self.says("is paired"))
        self.end()

    def test_wrong_digits(self):
        """A slip: told as such, and tried again in the same window."""
        self.begin(ADW_DEBUG_COLOR_SCHEME="prefer-dark", size=(360, 720))
        self.press("Pair Simulated pump")
        self.type_digits("543210")
        self.press("Pair")
        self.says_soon("The six digits were not those of the pump or gateway.")
        self.assertTrue(self.says(BY_PRINTOUT))
        self.screenshot("pairing-wrong-digits")
        self.press("Pair Simulated pump")
        self.says_soon("shows six digits. Type them here.")
        self.type_digits("012345")
        self.press("Pair")
        self.says_soon("Paired. Thecal listens to it from now on.")

    def test_cancelled(self):
        """Neither typed nor waited for a minute: it ends at once, and may be begun again."""
        self.begin()
        self.press("Pair Simulated pump")
        self.says_soon("shows six digits. Type them here.")
        self.press("Cancel")
        poll("the end", lambda: self.says("Nothing was paired"), 20)
        self.assertTrue(self.says(BY_PRINTOUT))
        self.press("Pair Simulated pump")
        self.says_soon("shows six digits. Type them here.")
        self.press("Cancel")
        self.says_soon("Nothing was paired")
        self.close()
        self.end()


class FakeMonitorTest(PairingCase):
    def begin(self, **errors):
        self.monitor = FakeMonitor(XML)
        self.addCleanup(self.monitor.stop)
        self.monitor.devices = [(ADDRESS, "Bedside gateway", False), ("C0:DE:00:00:00:02", "", True)]
        self.monitor.errors.update(errors)
        self.to_the_last_step()
        self.look()

    def test_nobody_there(self):
        self.monitor = FakeMonitor(XML)
        self.addCleanup(self.monitor.stop)
        self.to_the_last_step()
        self.look()
        self.says_soon("No pump or gateway is in reach. " + BY_PRINTOUT)
        self.screenshot("pairing-nobody")
        self.monitor.devices = [(ADDRESS, "Bedside gateway", False)]
        self.press("Look again")
        poll("the gateway", lambda: self.can_press("Pair Bedside gateway"))
        self.close()
        self.end()

    def test_no_bluetooth(self):
        self.begin(ListDevices=("org.thecal.Error.Failed", "Bluetooth is switched off in this monitor"))
        self.says_soon("Bluetooth is switched off")
        self.assertTrue(self.says(BY_PRINTOUT))
        self.close()
        self.end()

    def test_failures(self):
        """What bluetoothd says is said in words that help."""
        self.begin()
        self.says_soon("Paired already")
        for error, words in (("Page Timeout", "It did not answer. Bring it near, switch it on, and pair again."),
                             ("Another pump is being paired", "Another pump is being paired. Wait a minute, and pair again."),
                             ("something new", "something new")):
            self.monitor.errors["Pair"] = ("org.thecal.Error.Failed", error)
            self.press("Pair Bedside gateway")
            self.says_soon(words)
            self.assertTrue(self.says(BY_PRINTOUT))
        self.screenshot("pairing-failed")

    def test_shown_digits(self):
        """Digits that are typed on the pump: shown until it is done, and Cancel ends the pairing."""
        self.begin()
        self.monitor.silent.add("Pair")
        self.press("Pair Bedside gateway")
        poll("the call", lambda: self.monitor.pairing)
        first = self.monitor.show_passkey(42)
        self.says_soon("Type 000042 on the pump or gateway.")
        # bluetoothd tells it again with each digit
        second = self.monitor.show_passkey(42)
        poll("the first answer", lambda: first)
        self.assertEqual((first, second), (["shown"], []))
        self.screenshot("pairing-shown")
        self.press("Cancel")
        poll("the end", lambda: second)
        self.assertEqual(second, ["org.thecal.Error.Failed"])
        self.monitor.fail_pairing("Operation was cancelled")
        self.says_soon("Nothing was paired")

        # the window is closed before anything is asked
        self.press("Pair Bedside gateway")
        poll("the other call", lambda: self.monitor.pairing)
        self.close()
        third = self.monitor.show_passkey(42)
        poll("that nobody is there", lambda: third)
        self.assertNotEqual(third, ["shown"])
        self.end()


if __name__ == "__main__":
    main()
