#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The caregiver window as a screen reader meets it, with the real monitor and the simulated pump."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

WINDOW, MONITOR, SIM, CTL, ARTEFACTS = sys.argv[1:6]

if "--inside" not in sys.argv:
    # an accessibility bus belongs to a session bus: one of the test's own
    # warnings of AT-SPI's own library are none of ours: not fatal here
    calm = {key: value for key, value in os.environ.items() if key not in ("G_DEBUG", "NO_AT_BRIDGE")}
    sys.exit(subprocess.call(["dbus-run-session", "--", "/usr/bin/python3", "-B", *sys.argv, "--inside"], env=calm))
sys.argv = sys.argv[:1]

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402


def walk(node):
    if node is None:
        return
    yield node
    for i in range(node.get_child_count()):
        yield from walk(node.get_child_at_index(i))


def poll(what, condition, limit_s=30):
    """Waits for what a running program does by itself, serving AT-SPI meanwhile."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        try:
            value = condition()
            if value:
                return value
        except GLib.Error:
            pass
        while GLib.MainContext.default().pending():
            GLib.MainContext.default().iteration(False)
        time.sleep(0.05)
    raise AssertionError("not seen in time: " + what)


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


class WindowTest(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="thecal-window.")
        self.started = []
        self.addCleanup(self.clean_up)
        os.makedirs(ARTEFACTS, exist_ok=True)
        self.environment = {key: value for key, value in os.environ.items()
                            if key not in ("WAYLAND_DISPLAY", "G_DEBUG", "NO_AT_BRIDGE", "GTK_A11Y")}
        self.environment.update(XDG_RUNTIME_DIR=self.dir, HOME=self.dir, GDK_DEBUG="gl-disable", GSK_RENDERER="cairo")
        self.start_display()

    def clean_up(self):
        for process in reversed(self.started):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        shutil.rmtree(self.dir, ignore_errors=True)

    def start(self, *command, **options):
        with open(os.path.join(self.dir, "log"), "a", encoding="utf-8") as log:
            process = subprocess.Popen(command, env=self.environment, stdout=options.pop("stdout", log), stderr=log,
                                       **options)
        self.started.append(process)
        return process

    def start_display(self):
        read_end, write_end = os.pipe()
        self.start("Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x800x24", "-noreset", "-nolisten", "tcp",
                   pass_fds=[write_end])
        os.close(write_end)
        with os.fdopen(read_end) as numbers:
            display = ":" + numbers.readline().strip()
        self.environment["DISPLAY"] = os.environ["DISPLAY"] = display

    def start_sim(self, scenario=None):
        address = os.path.join(self.dir, "system")
        options = []
        if scenario:
            options = ["--scenario", os.path.join(self.dir, "pump.scenario")]
            with open(options[1], "w", encoding="utf-8") as file:
                file.write(scenario)
        self.start(SIM, "--stand-in", "--address-file", address, *options)
        poll("the simulated pump", lambda: os.path.exists(address) and os.path.getsize(address) > 0)
        with open(address, encoding="utf-8") as file:
            self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = file.read().strip()

    def start_signals(self):
        """A loudspeaker that nobody hears and a notification server: with both, no self-test fails."""
        sound = os.path.join(self.dir, "sound")
        self.start("pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1",
                   "-L", "module-null-sink sink_name=speaker",
                   "-L", "module-native-protocol-unix auth-anonymous=1 socket=" + sound)
        self.environment["PULSE_SERVER"] = "unix:" + sound
        self.start("dunst", "-conf", "/dev/null")
        poll("the sound server", lambda: os.path.exists(sound))

    def start_window(self, size=None, **environment):
        """The window, of a size where one is given (there is no window manager to do it)."""
        self.environment.update(environment)
        window = self.start(WINDOW)
        self.app = poll("the window", lambda: self.find_app(window.pid))
        if size:
            self.with_window("Thecal", "windowsize", *size)
        return window

    def with_window(self, name, *command):
        number = poll("the window " + name, lambda: subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", name], env=self.environment, capture_output=True,
            text=True, timeout=30).stdout.split())
        subprocess.run(["xdotool", command[0], number[0], *map(str, command[1:])], env=self.environment, check=True,
                       timeout=30)

    def keys(self, *keys):
        subprocess.run(["xdotool", *keys], env=self.environment, check=True, timeout=30)

    def start_monitor(self):
        return self.start(MONITOR, "--state-dir", os.path.join(self.dir, "state"))

    def find(self, name, role=None):
        for node in walk(self.app):
            if node.get_name() == name and role in (None, node.get_role_name()):
                return node
        return None

    def find_app(self, pid):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app and app.get_process_id() == pid:
                return app
        return None

    def state(self):
        node = self.find("State", "label")
        return node.get_description() if node else ""

    def press(self, name):
        button = poll(name, lambda: self.find(name, "push button"))
        names = [Atspi.Action.get_action_name(button, i) for i in range(Atspi.Action.get_n_actions(button))]
        self.assertTrue(Atspi.Action.do_action(button, names.index("click")))

    def alarms(self):
        result = subprocess.run([CTL, "alarms", "--json"], env=self.environment, capture_output=True, text=True,
                                timeout=30)
        return json.loads(result.stdout)["alarms"] if result.returncode == 0 else []

    def signals(self):
        return {alarm["condition"]: alarm["signal"] for alarm in self.alarms()}

    def screenshot(self, name):
        subprocess.run(["import", "-window", "root", os.path.join(ARTEFACTS, name + ".png")], env=self.environment,
                       timeout=30, check=True)

    def says(self, words, start=None):
        """A label that says these words somewhere (GTK 4.8 tells of a widget below a window only that it is visible)."""
        for node in walk(start or self.app):
            if words in node.get_name() and node.get_state_set().contains(Atspi.StateType.VISIBLE):
                return node
        return None

    def assert_inside(self, width):
        """Nothing that can be pressed is cut off at the side."""
        for node in walk(self.app):
            if node.get_role_name() == "push button" and node.get_state_set().contains(Atspi.StateType.VISIBLE):
                box = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
                self.assertGreaterEqual(box.x, 0, node.get_name())
                self.assertLessEqual(box.x + box.width, width, node.get_name())

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
        self.press("Acknowledge")
        poll("the acknowledgement", lambda: self.signals().get("reservoir-low") == "acknowledged")
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
        # libadwaita 1.2 says the name of a response twice
        self.press("Two tones Two tones")
        poll("the alarm of the beep", lambda: self.signals().get("pump-sound-critical") == "sounding")
        # two facts, two alarms: each is answered, the more urgent one first
        for condition in ("reservoir-empty", "pump-sound-critical"):
            poll("the window of " + condition, lambda: self.find("Acknowledge", "push button"))
            self.press("Acknowledge")
            poll("the acknowledgement", lambda name=condition: self.signals().get(name) == "acknowledged")
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
        self.press("Acknowledge")
        poll("the acknowledgement", lambda: self.signals().get("reservoir-empty") == "acknowledged")
        poll("the end of its window", lambda: not self.find("SIMULATED · Reservoir empty"))

    def test_printout(self):
        self.start_signals()
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        self.start(MONITOR, "--no-bluetooth", "--state-dir", os.path.join(self.dir, "state"))
        self.start_window((1280, 800))
        poll("the state", lambda: self.state() == "No pump set up yet.")
        self.screenshot("no-pump")
        self.press("Enter the printout")
        self.with_window("Enter the printout", "windowfocus")
        self.keys("type", "18.2x")
        self.press("Save")
        poll("the fault", lambda: self.says("a number is expected"))
        self.screenshot("printout-fault")
        self.keys("key", "End", "BackSpace")
        for text in ("2000", "300", "20"):
            self.keys("key", "Tab")
            self.keys("type", text)
        self.press("Save")
        poll("the new sentence", lambda: self.state().startswith("By the printout: "))
        self.assertTrue(self.says("how exact is not known"))
        self.screenshot("printout")

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
        self.press("Acknowledge")
        poll("the acknowledgement", lambda: self.signals().get("self-test") == "acknowledged")
        self.screenshot("acknowledged")

        # two seconds, and what an emulated screen takes to answer
        monitor.send_signal(signal.SIGKILL)
        poll("the lost monitor", lambda: self.state().startswith("Thecal's monitor is not running"), 4)
        self.screenshot("not-connected")
        self.start_monitor()
        poll("the monitor again", lambda: self.state() and "not running" not in self.state())


if __name__ == "__main__":
    Atspi.init()
    unittest.main()
