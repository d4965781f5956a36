# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window tests share: a display and a bus of their own, and the window as a screen reader meets it."""

import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

WINDOW, MONITOR, SIM, CTL, XML, ARTEFACTS = sys.argv[1:7]

if "--inside" not in sys.argv:
    # an accessibility bus belongs to a session bus: one of the test's own
    # warnings of AT-SPI's own library are none of ours: not fatal here
    calm = {key: value for key, value in os.environ.items() if key not in ("G_DEBUG", "NO_AT_BRIDGE")}
    # its socket has a fixed name: two tests of one user would take it from each other
    with tempfile.TemporaryDirectory(prefix="thecal-bus.") as calm["XDG_RUNTIME_DIR"]:
        status = subprocess.call(["dbus-run-session", "--", "/usr/bin/python3", "-B", *sys.argv, "--inside"], env=calm)
    sys.exit(status)
# what is left names tests, as unittest takes them
sys.argv = [sys.argv[0], *[argument for argument in sys.argv[7:] if argument != "--inside"]]

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

import tree  # noqa: E402
from tree import children, walk  # noqa: E402,F401


# Of the memory checkers, and of the libraries about how the window uses them. Two are the libraries' own: now and then
# GTK 4.8 measures a label that wraps in two ways that differ, and libadwaita's bar of pages that is revealed without
# moving has for one frame no room for its border.
COMPLAINT = re.compile(r"Sanitizer: |runtime error: |"
                       r"(thecal[a-z-]*|G[a-zA-Z]+|Adwaita)-(CRITICAL|WARNING) "
                       r"(?!.*(reports a minimum|allocate (GtkBox box|AdwViewSwitcher viewswitcher) .* height -1\n))")


# When GLib's table of interned strings grows beyond 2048 it leaves the old one to whoever may still read it (gquark.c):
# one block of that size. GTK 4.8, asked something over the bus, leaves the list of the keys of a table: 8 octets each time,
# from its main loop and none of the program's own functions. Neither leaves a trace that a suppression could name.
SIZES = "|".join(rf"{table * 16384 + keys * 8} byte\(s\) in {table + keys}" for table in range(2) for keys in range(5)
                 if table + keys > 0)
NOT_OURS = re.compile(r"=+\n==\d+==ERROR: LeakSanitizer: detected memory leaks\n\n"
                      rf"Direct leak of (?:{SIZES}) object\(s\) allocated from:\n(?:    #.*\n)+\n"
                      r"SUMMARY: AddressSanitizer: \d+ byte\(s\) leaked in [1-5] allocation\(s\)\.\n")


def steady(look):
    """A look at the tree that is begun again when what it looks at goes meanwhile."""
    @functools.wraps(look)
    def again(*arguments, **named):
        for _ in range(20):
            try:
                return look(*arguments, **named)
            except GLib.Error:
                time.sleep(0.1)
        return look(*arguments, **named)
    return again


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
        time.sleep(0.2)  # whoever is asked all the time gets nothing done
    raise AssertionError("not seen in time: " + what)


class WindowCase(unittest.TestCase):
    complained = False
    # the setup has a test of its own
    window_options = ("--no-first-start",) if os.path.basename(WINDOW) == "thecal" else ()

    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="thecal-window.")
        self.started = []
        self.addCleanup(self.clean_up)
        os.makedirs(ARTEFACTS, exist_ok=True)
        self.bus = tree.Bus()
        self.environment = {key: value for key, value in os.environ.items()
                            if key not in ("WAYLAND_DISPLAY", "G_DEBUG", "NO_AT_BRIDGE", "GTK_A11Y")}
        self.environment.update(XDG_RUNTIME_DIR=self.dir, HOME=self.dir, XDG_CONFIG_HOME=self.dir + "/config",
                                XDG_STATE_HOME=self.dir + "/state", GDK_DEBUG="gl-disable", GSK_RENDERER="cairo",
                                THECAL_BACKLIGHT="none")
        # a row of libadwaita 1.2 that goes while it moves is leaked, and a cursor of GTK 4.8 that blinks complains of a
        # window without a manager: nothing has to move here
        os.makedirs(self.dir + "/config/gtk-4.0")
        with open(self.dir + "/config/gtk-4.0/settings.ini", "w", encoding="utf-8") as file:
            file.write("[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n")
        self.start_display()

    def run(self, result=None):
        """What fails is tried a second time: a window on a busy machine, read over AT-SPI, now and then misses a moment.
        A complaint of the memory checkers or of GTK has no second time."""
        first = unittest.TestResult()
        super().run(first)
        if first.failures + first.errors and not self.complained:
            why = (first.failures + first.errors)[0][1]
            print(f"\nSECOND TRY: {self.id()}: {why.splitlines()[-1]}\n{why}", file=sys.stderr, flush=True)
            return super().run(result)
        result.startTest(self)
        for add, found in ((result.addFailure, first.failures), (result.addError, first.errors)):
            for _, why in found:
                add(self, (AssertionError, AssertionError(why), None))
        for _, why in first.skipped:
            result.addSkip(self, why)
        if first.wasSuccessful() and not first.skipped:
            result.addSuccess(self)
        result.stopTest(self)
        return result

    def _callTestMethod(self, method):
        """With a picture of what failed."""
        try:
            method()
        except Exception:
            self.screenshot("failed-" + self._testMethodName)
            raise

    def clean_up(self):
        for process in reversed(self.started):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        with open(os.path.join(self.dir, "log"), encoding="utf-8", errors="replace") as file:
            said = NOT_OURS.sub("", file.read())
        shutil.rmtree(self.dir, ignore_errors=True)
        self.complained = COMPLAINT.search(said) is not None
        self.assertFalse(self.complained, said)

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

    def start_window(self, size=None, options=(), **environment):
        """The window, of a size where one is given (there is no window manager to do it)."""
        self.environment.update(environment)
        window = self.start(WINDOW, *self.window_options, *options)
        self.app = poll("the window", lambda: self.find_app(window.pid))
        if size:
            self.set_size(size)
        return window

    def set_size(self, size):
        """As long as the wide layout stands, a narrow window is cut to what that needs: asked for again, a few times."""
        for _ in range(10):
            self.with_window("Thecal", "windowsize", *size)
            time.sleep(0.3)
            if size in [found for _, found in self.geometries("Thecal")]:
                return

    def with_window(self, name, *command):
        number = poll("the window " + name, lambda: subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", name], env=self.environment, capture_output=True,
            text=True, timeout=30).stdout.split())
        subprocess.run(["xdotool", command[0], number[0], *map(str, command[1:])], env=self.environment, check=True,
                       timeout=30)

    def expect_chooser(self):
        """Before the start: a program of nothing but GTK's chooser of files leaks 756 octets in 15 blocks too (GTK 4.8), and no
        trace names it. What the program itself loses is looked for in the tests without one."""
        options = self.environment.get("ASAN_OPTIONS", "")
        self.environment["ASAN_OPTIONS"] = options + ":detect_leaks=0" if options else "detect_leaks=0"

    @steady
    def focused(self):
        return [node.get_name() for node in walk(self.app) if node.get_state_set().contains(Atspi.StateType.FOCUSED)]

    def tab_to(self, name, further=0):
        """With Tab, as many times as it takes; and further from there, to a text, of which GTK 4.8 does not say that it has
        the focus."""
        for _ in range(80):
            if name in self.focused():
                for _ in range(further):
                    self.keys("key", "Tab")
                return
            self.keys("key", "Tab")
        self.fail("no focus on " + name)

    def start_window_manager(self):
        """Only a window manager makes a window fill its screen."""
        self.start("openbox")
        poll("the window manager", lambda: "window id" in subprocess.run(
            ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], env=self.environment, capture_output=True, text=True,
            timeout=30).stdout)

    def set_screen(self, place):
        """The only screen, as xrandr writes its place and size."""
        subprocess.run(["xrandr", "--setmonitor", "only", place, "screen"], env=self.environment, timeout=30, check=True,
                       stdout=subprocess.DEVNULL)

    def enlarge_text(self, dpi):
        subprocess.run(["xrdb", "-nocpp", "-merge"], input=f"Xft.dpi: {dpi}\n", env=self.environment, text=True,
                       timeout=30, check=True)

    def start_two_screens(self):
        """Two screens side by side, which the X server of the tests cannot have: those of a Wayland compositor on it."""
        config = os.path.join(self.dir, "weston.ini")
        with open(config, "w", encoding="utf-8") as file:
            file.write("[core]\nshell=desktop-shell.so\n[shell]\npanel-position=none\nbackground-color=0xff000000\n"
                       "animation=none\nstartup-animation=none\nlocking=false\n")
            file.write("".join(f"[output]\nname=screen{i}\nmode=640x800\n" for i in range(2)))
        log = os.path.join(self.dir, "weston.log")
        self.start("weston", "--backend=x11-backend.so", "--use-pixman", "--output-count=2", "--no-input", "--idle-time=0",
                   "--socket=two-screens", "--config=" + config, "--log=" + log)

        def windows():
            with open(log, encoding="utf-8") as file:
                found = re.findall(r"window id (\d+)", file.read())
            return found if len(found) == 2 and os.path.exists(os.path.join(self.dir, "two-screens")) else None

        _, right = poll("the screens", lambda: os.path.exists(log) and windows())
        subprocess.run(["xdotool", "windowmove", right, "640", "0"], env=self.environment, check=True, timeout=30)
        self.environment["WAYLAND_DISPLAY"] = "two-screens"

    def red_screens(self, name):
        """Which of the two screens the red of a high alarm fills; a picture of them is kept."""
        self.screenshot(name)
        picture = os.path.join(ARTEFACTS, name + ".png")
        colours = [subprocess.run(["convert", picture, "-crop", f"1x1+{at}+400", "-depth", "8", "txt:-"], timeout=30,
                                  check=True, capture_output=True, text=True).stdout for at in (10, 650)]
        return ["#A5131F" in colour for colour in colours]

    def geometries(self, name):
        """Place and size of the windows of this name that are on the display."""
        numbers = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", name], env=self.environment,
                                 capture_output=True, text=True, timeout=30).stdout.split()
        found = []
        for number in numbers:
            lines = subprocess.run(["xdotool", "getwindowgeometry", "--shell", number], env=self.environment,
                                   capture_output=True, text=True, timeout=30).stdout.splitlines()
            values = dict(line.split("=") for line in lines if "=" in line)
            if {"X", "Y", "WIDTH", "HEIGHT"} <= values.keys():
                found.append(((int(values["X"]), int(values["Y"])), (int(values["WIDTH"]), int(values["HEIGHT"]))))
        return found

    def keys(self, *keys):
        subprocess.run(["xdotool", *keys], env=self.environment, check=True, timeout=30)

    def start_monitor(self, *options):
        return self.start(MONITOR, "--state-dir", os.path.join(self.dir, "state"), *options)

    @steady
    def find(self, name, role=None):
        for node in walk(self.app):
            if node.get_name() == name and role in (None, node.get_role_name()):
                return node
        return None

    @steady
    def find_all(self, name, role):
        return [node for node in walk(self.app) if node.get_name() == name and node.get_role_name() == role and
                node.get_state_set().contains(Atspi.StateType.VISIBLE)]

    def find_app(self, pid):
        return tree.find_app(self.bus, pid)

    @steady
    def state(self):
        node = self.find("State", "label")
        return node.get_description() if node else ""

    @steady
    def can_press(self, name):
        """A button that has a place on the screen, before one of a page that was never shown."""
        # the names of the buttons of libadwaita's dialogs and toasts are said twice over
        named = [node for node in walk(self.app) if node.get_name() in (name, f"{name} {name}") and
                 node.get_role_name() == "push button"]
        named.sort(key=lambda node: node.get_extents().width <= 0)
        return next((node for node in named if node.get_state_set().contains(Atspi.StateType.SENSITIVE)), None)

    def activate(self, what, look):
        """What is looked for is pressed; looked for again when it was made anew meanwhile."""
        for _ in range(10):
            try:
                self.assertTrue(poll(what + " to be pressed", look).do_action("click"))
                return
            except GLib.Error:
                time.sleep(0.2)
        self.fail(what + " goes whenever it is pressed")

    def press(self, name):
        self.activate(name, lambda: self.can_press(name))

    def press_until(self, name, what, condition):
        """An alarm window takes no answer in the first moment, so that nobody answers by mistake: pressed once more then."""
        for _ in range(5):
            self.press(name)
            try:
                return poll(what, condition, 8)
            except AssertionError:
                pass
        raise AssertionError("not seen in time: " + what)

    def alarms(self):
        result = subprocess.run([CTL, "alarms", "--json"], env=self.environment, capture_output=True, text=True,
                                timeout=30)
        return json.loads(result.stdout)["alarms"] if result.returncode == 0 else []

    def signals(self):
        return {alarm["condition"]: alarm["signal"] for alarm in self.alarms()}

    def screenshot(self, name):
        subprocess.run(["import", "-window", "root", os.path.join(ARTEFACTS, name + ".png")], env=self.environment,
                       timeout=30, check=True)

    @steady
    def says(self, words, start=None):
        """A label that says these words somewhere (GTK 4.8 tells of a widget below a window only that it is visible)."""
        for node in walk(start or self.app):
            if words in node.get_name() and node.get_state_set().contains(Atspi.StateType.VISIBLE):
                return node
        return None

    @steady
    def reaching_out(self, width, names=None):
        """The first button that is cut off at the side; of these names, where another page stands as it last was."""
        for node in walk(self.app):
            if node.get_role_name() == "push button" and node.get_state_set().contains(Atspi.StateType.VISIBLE) and \
                    (names is None or node.get_name() in names):
                box = node.get_extents()
                if box.x < 0 or box.x + box.width > width:
                    return f"{node.get_name()}: {box.x} to {box.x + box.width}"
        return None

    def assert_inside(self, width, names=None):
        """Nothing that can be pressed is cut off at the side, once the window is laid out for its size."""
        found = self.reaching_out(width, names)
        for _ in range(20):
            if found is None:
                return
            time.sleep(0.5)
            found = self.reaching_out(width, names)
        self.fail(found)


def main():
    unittest.main()
