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
        self.start_sim()

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

    def start_sim(self):
        address = os.path.join(self.dir, "system")
        self.start(SIM, "--stand-in", "--address-file", address)
        poll("the simulated pump", lambda: os.path.exists(address) and os.path.getsize(address) > 0)
        with open(address, encoding="utf-8") as file:
            self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = file.read().strip()

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

    def test_see_answer_and_lose(self):
        monitor = self.start_monitor()
        window = self.start(WINDOW)
        self.app = poll("the window", lambda: self.find_app(window.pid))
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
        self.screenshot("overview")

        # two seconds, and what an emulated screen takes to answer
        monitor.send_signal(signal.SIGKILL)
        poll("the lost monitor", lambda: self.state().startswith("Thecal's monitor is not running"), 4)
        self.screenshot("not-connected")
        self.start_monitor()
        poll("the monitor again", lambda: self.state() and "not running" not in self.state())


if __name__ == "__main__":
    Atspi.init()
    unittest.main()
