#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bedside screen as a hand and a screen reader meet it, with the real monitor and the simulated pump."""

import datetime
import os
import re
import signal
import socket
import subprocess
import time

from kiosk_case import CALM, PLAN, FakeCase, KioskCase, alarm, string
from window_case import ARTEFACTS, WINDOW, main, poll

from gi.repository import GLib

DAY, NIGHT = "#FAFAFA", "#0D0908"
READY, ALIVE = b"READY=1", b"WATCHDOG=1"


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
        order = [node.get_name() for node, _ in self.places()]
        self.assertEqual(order, ["Call emergency number", "Symptoms", "Call", "Acknowledge", "Pause sound"])
        self.screenshot("kiosk-empty")
        self.touch_until("Pause sound", "the pause", lambda: self.signals().get("reservoir-empty") == "paused")
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
        self.touch_until("Acknowledge", "the answer", lambda: self.signals().get("reservoir-empty") == "acknowledged")
        self.assertTrue(logind.is_locked())

    def test_killed(self):
        """The monitor goes on sounding, and the screen is back with the alarm in three seconds."""
        self.start_signals()
        self.start_sim(EMPTY)
        self.start_monitor()
        kiosk = self.start_kiosk("--plan", PLAN)
        poll("the alarm", lambda: self.title() == "Alarm")
        kiosk.kill()
        kiosk.wait()
        self.assertEqual(self.signals().get("reservoir-empty"), "sounding")
        begin = time.monotonic()
        self.start(WINDOW, "--plan", PLAN)
        poll("the red screen", lambda: self.colour(3, 100) == "#A5131F", 10)
        took = time.monotonic() - begin
        print(f"the alarm is back after {took:.1f} s")
        # the memory checkers take their time
        checked = "libasan" in subprocess.run(["ldd", WINDOW], capture_output=True, text=True, check=True, timeout=30).stdout
        self.assertLess(took, 10 if checked else 3)
        self.assertEqual(self.signals().get("reservoir-empty"), "sounding")

    def test_lost(self):
        self.start_signals()
        self.start_sim(CALM)
        monitor = self.start_monitor()
        self.start_kiosk()
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        monitor.kill()
        begin = time.monotonic()
        poll("lost", lambda: self.title() == "Nothing is being watched")
        self.assertLess(time.monotonic() - begin, 2)
        poll("what was known", lambda: self.says("Last known: 12.7 mL"))
        self.screenshot("kiosk-lost")
        self.touch("Acknowledge")
        poll("who", lambda: self.says("Somebody is on it"))
        # the numbers and the questions need no monitor
        self.touch("Call")
        poll("the numbers", lambda: self.title() == "Call")
        self.touch("Back")
        poll("lost", lambda: self.title() == "Nothing is being watched")
        self.start_monitor()
        poll("it is watched again", lambda: self.title() == "Overview")


class FakeTest(FakeCase):
    def test_left_alone(self):
        self.start_shifted()
        self.touch("Call")
        poll("the numbers", lambda: self.title() == "Call")
        self.shift(110)
        time.sleep(3)
        self.assertEqual(self.title(), "Call")
        self.shift(125)
        poll("calm by itself", lambda: self.title() == "Overview", 10)
        # questions that nobody answered go too
        self.touch("Symptoms")
        poll("the questions", lambda: self.title() == "Symptoms")
        self.shift(250)
        poll("calm by itself", lambda: self.title() == "Overview", 10)
        # those that were begun stay
        self.touch("Symptoms")
        poll("the questions", lambda: self.title() == "Symptoms")
        self.touch("Yes")
        poll("the next", lambda: self.says("2 of 8"))
        self.shift(600)
        time.sleep(5)
        self.assertEqual(self.title(), "Symptoms")
        # an alarm takes the screen, and gives them back
        self.monitor.put_alarm(7, **alarm("reservoir-empty", "Reservoir empty"))
        poll("the alarm", lambda: self.title() == "Alarm")
        self.monitor.set("alarm/7", SignalState=string("acknowledged"))
        poll("the questions again", lambda: self.title() == "Symptoms")
        # and so does what asks for an emergency call
        self.touch("Go on with the questions")
        self.touch("Yes")
        poll("the emergency", lambda: self.button("Called"))
        self.shift(1200)
        time.sleep(5)
        self.assertEqual(self.title(), "Symptoms")
        self.touch("Called")
        self.shift(1800)
        time.sleep(5)
        self.assertEqual(self.title(), "Symptoms", "during the call the script stays")

    def test_woken(self):
        """The display, by what the desktop has for it: when something takes the screen, and not before."""
        savers = {name: self.start_fake(name, os.environ["DBUS_SESSION_BUS_ADDRESS"])
                  for name in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")}
        calls = [("SimulateUserActivity", ()), ("SetActive", (False,))]

        def count():
            return [saver.calls.count(call) for saver, call in zip(savers.values(), calls)]

        self.start_kiosk("--plan", PLAN)
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        self.touch("Call")
        poll("the numbers", lambda: self.title() == "Call")
        self.assertEqual(count(), [0, 0])
        self.monitor.put_alarm(8, **alarm("reservoir-empty", "Reservoir empty"))
        poll("the waking", lambda: count() == [1, 1])
        self.monitor.set("alarm/8", SignalState=string("acknowledged"))
        poll("calm", lambda: self.title() == "Call" or self.title() == "Overview")
        self.assertEqual(count(), [1, 1], "no more while nobody is called")
        # each time it sounds
        self.monitor.set("alarm/8", SignalState=string("sounding"))
        poll("the waking", lambda: count() == [2, 2])
        self.monitor.remove("alarm/8")
        poll("calm", lambda: self.title() != "Alarm")
        # and when nothing is watched
        self.monitor.stop()
        poll("lost", lambda: self.title() == "Nothing is being watched")
        poll("the waking", lambda: count() == [3, 3])
        self.assertEqual([len(saver.calls) for saver in savers.values()], [3, 3])

    def test_inhibit_ends(self):
        self.start_system_bus()
        logind = self.start_fake("org.freedesktop.login1")
        self.start_kiosk("--plan", PLAN)
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        self.assertFalse(logind.is_locked())
        self.monitor.put_alarm(7, **alarm("link-lost", "The pump is not heard", Priority=string("medium"),
                                          Rank=GLib.Variant("u", 2)))
        poll("the alarm", lambda: self.title() == "Alarm")
        time.sleep(1)
        self.assertFalse(logind.is_locked(), "only a high one")
        self.monitor.put_alarm(8, **alarm("reservoir-empty", "Reservoir empty"))
        poll("the lock", logind.is_locked)
        poll("that it is told", lambda: ("manager", "ReportShown", (8, "kiosk")) in self.monitor.calls)
        self.monitor.set("alarm/8", SignalState=string("acknowledged"))
        time.sleep(1)
        self.assertTrue(logind.is_locked(), "it still stands")
        self.monitor.remove("alarm/8")
        poll("its end", lambda: not logind.is_locked())

    def test_locked_down(self):
        self.start_window_manager()
        kiosk = self.start_kiosk("--plan", PLAN)
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        self.with_window("Thecal", "windowfocus")
        for keys in ("alt+F4", "ctrl+q", "ctrl+w", "Escape", "F11"):
            self.keys("key", keys)
        time.sleep(1)
        self.assertIsNone(kiosk.poll())
        self.assertEqual(self.title(), "Overview")
        # the keyboard alone leads everywhere
        self.tab_to("Call")
        self.keys("key", "Return")
        poll("the numbers", lambda: self.title() == "Call")
        self.keys("key", "Escape")
        poll("back", lambda: self.title() == "Overview")
        # an alarm has its first button under the key, and none in its first moment
        self.monitor.put_alarm(7, **alarm("reservoir-empty", "Reservoir empty", SymptomsFirst=GLib.Variant("b", True)))
        poll("the alarm", lambda: self.focused() == ["Symptoms"])
        self.assertIn("Reservoir empty", self.button("Symptoms").get_description())
        kiosk.terminate()
        self.assertEqual(kiosk.wait(10), 0)

    def test_latched(self):
        self.monitor.put_alarm(7, **alarm("reservoir-empty", "Reservoir empty", SignalState=string("latched"),
                                          ConditionState=string("clear")))
        self.start_kiosk("--plan", PLAN)
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        self.touch("Alarms")
        poll("what it was", lambda: self.says("Reservoir empty") and self.button("Seen"))
        self.touch("Seen")
        poll("the answer", lambda: self.monitor.asked("Reset"))
        self.monitor.remove("alarm/7")
        poll("calm", lambda: self.title() == "Overview")

    def test_prompt(self):
        """It ends with the questions, and not with leaving them."""
        self.monitor.put_alarm(5, **alarm("watch", "Watch for changes", Priority=string("medium"),
                                          Rank=GLib.Variant("u", 2), PumpId=string("theo")))
        self.start_kiosk("--plan", PLAN)
        poll("the alarm", lambda: self.title() == "Alarm")
        # none is taken in the first moment of an alarm
        self.touch_until("Symptoms", "the questions", lambda: self.shows("Yes", "No", "Not sure"))
        self.touch("Back")
        poll("the alarm again", lambda: self.title() == "Alarm")
        self.assertEqual(self.monitor.asked("AnswerWatch"), [])
        self.touch_until("Symptoms", "the questions again", lambda: self.shows("Yes", "No", "Not sure"))
        self.touch("No")
        poll("the result", lambda: self.shows("Called", "Arrived"))
        self.touch("Called")
        poll("that it is noted", lambda: self.says("Called at"))
        self.touch("Close")
        poll("the answer", lambda: self.monitor.asked("AnswerWatch"))
        self.assertEqual(self.monitor.asked("AnswerWatch")[0][2][0], "theo")


class SystemdTest(KioskCase):
    """With systemd's end of the socket to which a service tells that it is ready, and that it lives."""

    def start_systemd(self, name="notify"):
        path = os.path.join(self.dir, name)
        self.systemd = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.systemd.close)
        self.systemd.bind(path)
        return {"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "1500000"}

    def hear(self, *signs):
        self.systemd.settimeout(60)
        for sign in signs:
            self.assertEqual(self.systemd.recv(100), sign)

    def hear_nothing_more(self):
        """What was on its way when it stopped is less than would come in that time."""
        self.systemd.settimeout(3)
        with self.assertRaises(TimeoutError):
            for _ in range(4):
                self.systemd.recv(100)


class HeartbeatTest(SystemdTest):
    def test_signs_of_life(self):
        """What systemd is told: ready with the first frame, then that it lives; nothing while it hangs."""
        kiosk = self.start_kiosk(**self.start_systemd())
        self.hear(READY, ALIVE, ALIVE, ALIVE, ALIVE)
        kiosk.send_signal(signal.SIGSTOP)
        self.addCleanup(kiosk.send_signal, signal.SIGCONT)
        self.hear_nothing_more()
        kiosk.send_signal(signal.SIGCONT)
        self.hear(ALIVE)


class WaylandTest(SystemdTest):
    """Under a compositor of its own, as at a bed; headless, drawn without a graphics card."""

    def start_compositor(self):
        own = os.path.join(self.dir, "sway")
        os.mkdir(own, 0o700)
        with open(os.path.join(own, "config"), "w", encoding="utf-8") as file:
            file.write("xwayland disable\ndefault_border none\noutput HEADLESS-1 mode 1280x800\n")
        # it refuses to be root
        drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        if drop:
            os.chmod(self.dir, 0o711)
            for path in (own, os.path.join(own, "config")):
                os.chown(path, 65534, 65534)
        self.compositor = self.start(*drop, "env", "-u", "DISPLAY", "XDG_RUNTIME_DIR=" + own, "HOME=" + own, "WLR_BACKENDS=headless",
                   "WLR_RENDERER=pixman", "WLR_LIBINPUT_NO_DEVICES=1", "sway", "-V", "-c", os.path.join(own, "config"))
        self.socket = self.find_socket(own, r"wayland-\d+")
        self.environment["SWAYSOCK"] = self.find_socket(own, r"sway-ipc\..*\.sock")

    def find_socket(self, folder, pattern):
        return poll("the compositor", lambda: next((os.path.join(folder, name) for name in os.listdir(folder)
                                                    if re.fullmatch(pattern, name)), None))

    def is_woken(self):
        """What sway says that it was asked. Headless, it puts no display to sleep."""
        with open(os.path.join(self.dir, "log"), encoding="utf-8", errors="replace") as file:
            return "Handling command 'output * dpms on'" in file.read()

    def tell_compositor(self, *words):
        subprocess.run(["swaymsg", "-s", self.environment["SWAYSOCK"], *words], check=True, timeout=30, stdout=subprocess.DEVNULL)

    def grab(self, name):
        picture = os.path.join(ARTEFACTS, name + ".png")
        subprocess.run(["grim", picture], env={**self.environment, "WAYLAND_DISPLAY": self.socket}, check=True, timeout=30)
        return picture

    def at(self, picture, x, y):
        found = subprocess.run(["convert", picture, "-crop", f"1x1+{x}+{y}", "-depth", "8", "txt:-"], check=True,
                               capture_output=True, text=True, timeout=30).stdout
        return re.search(r"#[0-9A-F]{6}", found).group(0)

    def test_wayland(self):
        self.start_compositor()
        self.start_signals()
        self.start_sim(CALM)
        monitor = self.start_monitor()
        self.start_kiosk("--plan", PLAN, WAYLAND_DISPLAY=self.socket, GDK_BACKEND="wayland")
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        poll("the picture", lambda: self.at(self.grab("kiosk-wayland"), 1270, 400) == DAY)
        self.assertFalse(self.is_woken(), "nothing to be woken for")
        monitor.kill()
        poll("the waking", self.is_woken)
        poll("lost", lambda: self.title() == "Nothing is being watched")
        poll("the dark", lambda: self.at(self.grab("kiosk-wayland-lost"), 1270, 790) in ("#2B2B2F", "#343438"))

    def test_unseen(self):
        """A compositor that shows nothing of it, as one that has switched the screen off, asks for no picture: that is no
        hang, at a start neither. Another workspace does the same here: a headless screen cannot be switched off."""
        self.start_compositor()
        more = {"WAYLAND_DISPLAY": self.socket, "GDK_BACKEND": "wayland"}
        kiosk = self.start_kiosk(**self.start_systemd(), **more)
        self.hear(READY, ALIVE)
        self.tell_compositor("workspace", "other")
        self.hear(*[ALIVE] * 12)
        kiosk.terminate()
        kiosk.wait(20)
        self.tell_compositor("assign [title=Thecal] workspace away")
        self.start_kiosk(**self.start_systemd("again"), **more)
        self.hear(READY, *[ALIVE] * 4)
        # one that hangs is one
        self.compositor.send_signal(signal.SIGSTOP)
        self.addCleanup(self.compositor.send_signal, signal.SIGCONT)
        self.hear_nothing_more()


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
