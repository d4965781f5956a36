# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the bedside screen share: a display of its size, and a hand that touches it."""

import os
import re
import subprocess
import time

import pump_story
import window_case
from fake_monitor import FakeMonitor
from fake_system import FakeService
from window_case import ARTEFACTS, WINDOW, XML, WindowCase, children, poll, walk

from gi.repository import Atspi, GLib

PLAN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../data/examples/care-plan.ini")
TITLE = "Thecal · "  # then the page

CALM = """[pump]
ReservoirMl=12.7
CapacityMl=40
LowMl=3
ConcentrationUgPerMl=500
DoseUgPerDay=390
BatteryPercent=64
"""


def string(text):
    return GLib.Variant("s", text)


def alarm(condition, title, minutes=11, **more):
    """A high one that sounds, for the fake monitor."""
    properties = {
        "Pump": GLib.Variant("o", "/org/thecal/Monitor1/pump/1"), "PumpId": string("manual"), "Condition": string(condition),
        "Title": string(title), "Advice": string("Call the pump team now. First answer the symptom questions."),
        "Rank": GLib.Variant("u", 1), "Priority": string("high"), "ConditionState": string("true"),
        "SignalState": string("sounding"), "SinceTime": GLib.Variant("x", int(time.time() - 60 * minutes) * 1000),
        "PauseDefaultMin": GLib.Variant("u", 2), "PauseMaxMin": GLib.Variant("u", 2), "Lists": string("W")}
    properties.update(more)
    return properties


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

    def start_system_bus(self):
        """A bus of its own for the system."""
        bus = self.start("dbus-daemon", "--session", "--nofork", "--print-address", stdout=subprocess.PIPE)
        self.addCleanup(bus.stdout.close)
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()

    def put_backlight(self, name, kind="raw", most=200, writable=True):
        """A lamp behind the screen, as the kernel would have it."""
        folder = os.path.join(self.dir, "backlight", name)
        os.makedirs(folder)
        files = {"type": kind, "max_brightness": most, "brightness": most // 2}
        for file, value in files.items():
            if writable or file != "brightness":
                with open(os.path.join(folder, file), "w", encoding="ascii") as line:
                    line.write(f"{value}\n")
        self.environment["THECAL_BACKLIGHT"] = os.path.dirname(folder)

    def brightness(self, name):
        """None while it is written."""
        with open(os.path.join(self.dir, "backlight", name, "brightness"), encoding="ascii") as line:
            text = line.read()
        return int(text) if text.endswith("\n") else None

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
        node = poll(name, lambda: self.button(name))
        box = node.get_extents()
        self.assertGreater(box.width, 0, name)
        subprocess.run(["xdotool", "mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2), "click", "1"],
                       env=self.environment, check=True, timeout=30)

    @window_case.steady
    def page(self):
        """The page that is shown: the window is called by it."""
        for window in children(self.app):
            if window.get_name().startswith(TITLE):
                name = window.get_name()[len(TITLE):]
                return next((node for node in walk(window) if node.get_name() == name and
                             node.get_role_name() not in ("push button", "label")), None)
        return None

    def title(self):
        page = self.page()
        return page.get_name() if page else ""

    @window_case.steady
    def places(self, role="push button"):
        """Buttons of that page that can be seen, each with its place on the screen."""
        nodes = [node for node in walk(self.page()) if node.get_role_name() == role and
                 node.get_state_set().contains(Atspi.StateType.VISIBLE)]
        return [(node, box) for node, box in ((node, node.get_extents()) for node in nodes) if box.width > 0]

    def button(self, name):
        return next((node for node, _ in self.places() if node.get_name() == name and
                     node.get_state_set().contains(Atspi.StateType.SENSITIVE)), None)

    def touch_until(self, name, what, condition):
        """An alarm takes no touch in its first moment, so that nobody answers by mistake: touched once more then."""
        for _ in range(5):
            self.touch(name)
            try:
                return poll(what, condition, 8)
            except AssertionError:
                pass
        raise AssertionError("not seen in time: " + what)

    def shows(self, *names):
        """All of these buttons are on the page that is shown."""
        return all(self.button(name) for name in names)


class FakeCase(KioskCase):
    """Against a monitor that only says what the test puts into it."""

    def setUp(self):
        super().setUp()
        self.monitor = FakeMonitor(XML)
        self.addCleanup(self.monitor.stop)
        self.monitor.put_pump(**pump_story.pump())

    def shift(self, seconds):
        """The boot clock of the kiosk goes so much ahead."""
        with open(self.clock + ".new", "w", encoding="ascii") as file:
            file.write(str(seconds))
        os.rename(self.clock + ".new", self.clock)

    def start_shifted(self):
        self.clock = os.path.join(self.dir, "shift")
        self.shift(0)
        shift = os.path.join(os.path.dirname(os.path.abspath(ARTEFACTS)), "libclock-shift.so")
        # the memory checkers have to come first
        checked = subprocess.run(["ldd", WINDOW], capture_output=True, text=True, check=True, timeout=30).stdout
        first = " ".join(line.split()[2] for line in checked.splitlines() if "libasan" in line)
        self.kiosk = self.start_kiosk("--plan", PLAN, LD_PRELOAD=f"{first} {shift}".strip(), THECAL_CLOCK_SHIFT=self.clock)
        del self.environment["LD_PRELOAD"]  # of the kiosk alone
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
