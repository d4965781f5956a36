#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bedside screen as a hand and a screen reader meet it, with the real monitor and the simulated pump."""

from kiosk_case import CALM, KioskCase
from window_case import main, poll


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


if __name__ == "__main__":
    main()
