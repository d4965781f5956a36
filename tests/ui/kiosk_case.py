# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the bedside screen share: a display of its size, and a hand that touches it."""

import os
import re
import subprocess

import window_case
from fake_system import FakeService
from window_case import WindowCase, poll, walk

CALM = """[pump]
ReservoirMl=12.7
CapacityMl=40
LowMl=3
ConcentrationUgPerMl=500
DoseUgPerDay=390
BatteryPercent=64
"""


class KioskCase(WindowCase):
    size = (800, 480)

    def start_display(self):
        read_end, write_end = os.pipe()
        self.start("Xvfb", "-displayfd", str(write_end), "-screen", "0", "%dx%dx24" % self.size, "-noreset", "-nolisten",
                   "tcp", pass_fds=[write_end])
        os.close(write_end)
        with os.fdopen(read_end) as numbers:
            display = ":" + numbers.readline().strip()
        self.environment["DISPLAY"] = os.environ["DISPLAY"] = display

    def start_signals(self):
        """What a notification server shows is not on the display of the kiosk."""
        own = self.environment["DISPLAY"]
        self.start_display()
        super().start_signals()
        self.environment["DISPLAY"] = os.environ["DISPLAY"] = own

    def start_kiosk(self, *options, **environment):
        """On a display of its own size."""
        return self.start_window(options=options, **environment)

    def start_fake(self, name, address=None):
        """A service of the computer; on the bus of the system, that of the simulated pump, where none is named."""
        fake = FakeService(name, address or self.environment["DBUS_SYSTEM_BUS_ADDRESS"])
        self.addCleanup(fake.stop)
        return fake

    def set_kiosk(self, **groups):
        """Writes what is set of the screen: group={key: value}."""
        os.makedirs(os.path.join(self.dir, "config", "thecal"), exist_ok=True)
        path = os.path.join(self.dir, "config", "thecal", "kiosk.ini")
        with open(path + ".new", "w", encoding="utf-8") as file:
            for group, values in groups.items():
                file.write(f"[{group}]\n" + "".join(f"{key}={value}\n" for key, value in values.items()))
        os.rename(path + ".new", path)

    def colour(self, x, y):
        """Of one pixel of the screen, as in "#0D0908"."""
        picture = subprocess.run(["import", "-window", "root", "-crop", f"1x1+{x}+{y}", "-depth", "8", "txt:-"],
                                 env=self.environment, capture_output=True, text=True, timeout=30, check=True).stdout
        return re.search(r"#[0-9A-F]{6}", picture).group(0)

    def touch(self, name):
        """With a real pointer, in the middle of it."""
        node = poll(name, lambda: self.can_press(name))
        box = node.get_extents()
        self.assertGreater(box.width, 0, name)
        subprocess.run(["xdotool", "mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2), "click", "1"],
                       env=self.environment, check=True, timeout=30)

    @window_case.steady
    def buttons(self):
        """Those that have a place on the screen."""
        return [node for node in walk(self.app) if node.get_role_name() == "push button" and
                node.get_extents().width > 0]

    def shows(self, *names):
        """All of these buttons are on the page that is shown."""
        return all(self.can_press(name) for name in names)
