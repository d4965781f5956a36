#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on private buses: the simulated pump behind its stand-in, the monitor, thecalctl."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

MONITOR, SIM, CTL, ACTIVATION = sys.argv[1:5]
del sys.argv[1:5]

SESSION_CONF = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><servicedir>{services}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""


def poll(what, condition, limit_s=30):
    """Waits for what a running program does by itself; the value it took."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError("not seen in time: " + what)


class MainJobTest(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="thecal-main-job.")
        self.started = []
        self.addCleanup(self.clean_up)
        bus = os.path.join(self.dir, "session")
        conf = os.path.join(self.dir, "session.conf")
        with open(conf, "w", encoding="utf-8") as file:
            file.write(SESSION_CONF.format(path=bus, services=os.path.join(self.dir, "services")))
        os.mkdir(os.path.join(self.dir, "services"))
        # a sound server and a display of this machine are none of the test's business
        self.environment = {key: value for key, value in os.environ.items()
                            if key not in ("DISPLAY", "WAYLAND_DISPLAY", "PULSE_SERVER", "NOTIFY_SOCKET", "G_DEBUG")}
        self.environment.update(DBUS_SESSION_BUS_ADDRESS="unix:path=" + bus, XDG_RUNTIME_DIR=self.dir, HOME=self.dir,
                                XDG_CONFIG_HOME=self.dir + "/config", XDG_STATE_HOME=self.dir + "/state")
        self.start("dbus-daemon", "--nofork", "--config-file=" + conf)
        poll("the session bus", lambda: os.path.exists(bus))

    def clean_up(self):
        for process in reversed(self.started):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
            if process.stdin:
                process.stdin.close()
        shutil.rmtree(self.dir, ignore_errors=True)

    def start(self, *command, **options):
        with open(os.path.join(self.dir, "log"), "a", encoding="utf-8") as log:
            process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, **options)
        self.started.append(process)
        return process

    def start_sim(self, *options):
        address = os.path.join(self.dir, "system")
        sim = self.start(SIM, "--stand-in", "--address-file", address, "--stdin", *options, stdin=subprocess.PIPE)
        poll("the simulated pump", lambda: os.path.exists(address) and os.path.getsize(address) > 0)
        with open(address, encoding="utf-8") as file:
            self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = file.read().strip()
        return sim

    def tell(self, sim, line):
        sim.stdin.write(line.encode() + b"\n")
        sim.stdin.flush()

    def start_monitor(self):
        return self.start(MONITOR, "--state-dir", os.path.join(self.dir, "state"))

    def ctl(self, *arguments):
        return subprocess.run([CTL, *arguments], env=self.environment, capture_output=True, text=True, timeout=30)

    def status(self):
        result = self.ctl("status", "--json")
        return json.loads(result.stdout) if result.returncode == 0 else None

    def pump(self):
        status = self.status()
        return status["pumps"][0] if status and status["pumps"] else None

    def alarm(self, condition, signal_state=None):
        status = self.status()
        for alarm in status["alarms"] if status else []:
            if alarm["condition"] == condition and signal_state in (None, alarm["signal"]):
                return alarm
        return None

    def test_hear_decide_remember_tell(self):
        sim = self.start_sim()
        monitor = self.start_monitor()

        pump = poll("a reading", lambda: (self.pump() or {}).get("values", {}).get("reservoir_ml") and self.pump())
        self.assertTrue(pump["simulated"])
        level = pump["values"]["reservoir_ml"]
        self.assertEqual((level["unit"], level["source"], level["quality"]), ("mL", "simulator", "measured"))
        self.assertLess(level["age_s"], 10)
        self.assertTrue(poll("the mark of simulation", lambda: self.alarm("simulation")))

        low = poll("the low alarm", lambda: self.alarm("reservoir-low", "sounding"))
        self.assertEqual((low["priority"], low["simulated"]), ("medium", True))
        paused = self.ctl("pause", str(low["id"]), "600")
        self.assertIn("60 minutes", paused.stdout, paused.stderr)
        self.assertEqual(self.alarm("reservoir-low")["signal"], "paused")
        self.assertEqual(self.ctl("acknowledge", str(low["id"]), "--by", "Anna").returncode, 0)
        self.assertEqual(self.alarm("reservoir-low")["acknowledged_by"], "Anna")
        self.assertEqual(self.ctl("acknowledge", "4711").returncode, 1)

        # killed, what was acknowledged stays so, what sounds is back
        monitor.send_signal(signal.SIGKILL)
        monitor.wait()
        killed = time.monotonic()
        self.start_monitor()
        again = poll("the alarm after kill -9", lambda: self.alarm("reservoir-low"), 10)
        self.assertLess(time.monotonic() - killed, 10)
        self.assertEqual((again["id"], again["signal"], again["acknowledged_by"]), (low["id"], "acknowledged", "Anna"))

        empty = poll("the empty alarm", lambda: self.alarm("reservoir-empty"), 60)
        self.assertEqual(empty["priority"], "high")
        log = [json.loads(line) for line in self.ctl("alarms", "--log", "--json").stdout.splitlines()]
        raised = [entry["condition"] for entry in log if entry["effect"] == "raise"]
        self.assertEqual(raised.count("reservoir-low"), 1)
        self.assertIn("acknowledged: Anna", [entry["detail"] for entry in log])

        self.tell(sim, "bluez-restart 1")
        poll("the pump after bluetoothd was away", lambda: self.pump()["link"] == "up")

    def test_printout_only(self):
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        self.start_monitor()
        poll("the monitor", self.status)
        numbers = ["--reservoir-ml", "20", "--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300"]
        entered = self.ctl("enter", *numbers, "--capacity-ml", "20", "--filled-at", "2020-01-01")
        self.assertEqual(entered.returncode, 0, entered.stderr)
        pump = poll("the entry", self.pump)
        self.assertEqual((pump["link"], pump["source"], pump["simulated"]), ("none", "manual", False))
        # filled years ago: by the early edge it is empty, and nobody was told better
        self.assertEqual(poll("the empty alarm", lambda: self.alarm("reservoir-empty"))["priority"], "high")
        late = self.ctl("enter", *numbers, "--at", "2090-01-01")
        self.assertEqual(late.returncode, 2)
        self.assertIn("at:", late.stderr)

    def test_clean_stop_loses_nothing(self):
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        numbers = ["--concentration-ug-per-ml", "2000", "--dose-ug-per-day", "300", "--capacity-ml", "40"]
        monitor = self.start_monitor()
        poll("the monitor", self.status)
        for level in ("11", "12", "13", "14", "15"):
            entered = self.ctl("enter", "--reservoir-ml", level, *numbers)
            self.assertEqual(entered.returncode, 0, entered.stderr)
            monitor.terminate()
            self.assertEqual(monitor.wait(10), 0)
            monitor = self.start_monitor()
            pump = poll("the pump after the stop", self.pump)
            self.assertEqual(pump["values"]["reservoir_ml"]["value"], float(level))

    def test_plan_file(self):
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        plan = os.path.join(self.dir, "care.plan")
        with open(plan, "w", encoding="utf-8") as file:
            file.write("[pump]\nCapacityMl=20\n[drug 1]\nConcentrationUgPerMl=2000\nDoseUgPerDay=300\n"
                       "[reservoir]\nVolumeMl=18\nLowMl=2\n")
        monitor = self.start(MONITOR, "--no-bluetooth", "--plan", plan, "--state-dir", os.path.join(self.dir, "state"))
        pump = poll("the pump of the plan", lambda: (self.pump() or {}).get("values", {}).get("reservoir_ml") and self.pump())
        self.assertEqual(pump["values"]["reservoir_ml"]["value"], 18)
        self.assertEqual(pump["source"], "manual")
        monitor.terminate()
        self.assertEqual(monitor.wait(10), 0)
        # a volume without its date is not true again at every start
        heard = pump["values"]["reservoir_ml"]["age_s"]
        time.sleep(1.5)
        monitor = self.start(MONITOR, "--no-bluetooth", "--plan", plan, "--state-dir", os.path.join(self.dir, "state"))
        poll("the plan again", lambda: [test for test in (self.status() or {}).get("self_test") or []
                                        if test["channel"] == "plan"])
        self.assertGreater(self.pump()["values"]["reservoir_ml"]["age_s"], heard)
        monitor.terminate()
        self.assertEqual(monitor.wait(10), 0)
        with open(plan, "a", encoding="utf-8") as file:
            file.write("AlarmDate=soon\n")
        self.start(MONITOR, "--no-bluetooth", "--plan", plan, "--state-dir", os.path.join(self.dir, "state"))
        failed = poll("the refusal", lambda: [test for test in (self.status() or {}).get("self_test") or []
                                              if test["channel"] == "plan" and not test["ok"]])
        self.assertIn("care.plan:9: [reservoir] AlarmDate: expected a date", failed[0]["detail"])
        self.assertEqual(self.pump()["values"]["reservoir_ml"]["value"], 18, "what was known stays")

    def channel(self, name):
        return next((test for test in (self.status() or {}).get("self_test") or [] if test["channel"] == name), None)

    def property(self, path, interface, name):
        got = subprocess.run(["gdbus", "call", "--session", "-d", "org.thecal.Monitor1", "-o", "/org/thecal/Monitor1/" + path, "-m",
                              "org.freedesktop.DBus.Properties.Get", "org.thecal.Monitor1." + interface, name],
                             env=self.environment, capture_output=True, text=True, timeout=30)
        return got.stdout.strip()

    def test_plan_changes(self):
        # where nobody says which file: the usual one, which need not be there
        self.environment.update(DBUS_SYSTEM_BUS_ADDRESS="unix:path=" + os.path.join(self.dir, "nowhere"),
                                XDG_CONFIG_HOME=os.path.join(self.dir, "config"))
        folder = os.path.join(self.dir, "config", "thecal")
        plan = os.path.join(folder, "care-plan.ini")
        os.makedirs(folder)

        def write(text):
            with open(plan + ".new", "w", encoding="utf-8") as file:
                file.write(text)
            os.rename(plan + ".new", plan)
        whole = ("[emergency]\nNumber=+1 202 555 0100\n[pump]\nCapacityMl=20\n[drug 1]\nConcentrationUgPerMl=2000\n"
                 "DoseUgPerDay=300\n[reservoir]\nVolumeMl=%s\nFilledAt=2026-03-01T08:00:00Z\n")
        monitor = self.start(MONITOR, "--no-bluetooth", "--state-dir", os.path.join(self.dir, "state"))
        poll("the path", lambda: plan in self.property("manager", "Manager", "PlanPath"))
        self.assertEqual(self.channel("plan")["detail"], "there is no care plan yet")
        self.assertIsNone(self.pump())
        # a number to call makes no pump
        write("[emergency]\nNumber=+1 202 555 0100\n")
        poll("the first plan", lambda: self.channel("plan")["detail"] == plan)
        self.assertIsNone(self.pump())
        write(whole % "18")
        poll("the pump of the plan", lambda: (self.pump() or {}).get("values", {}).get("reservoir_ml", {}).get("value") == 18)
        poll("the good copy", lambda: os.path.exists(os.path.join(self.dir, "state", "care-plan.good")))

        write(whole % "a lot")
        poll("the refusal", lambda: self.channel("plan")["ok"] is False)
        self.assertIn(plan + ":9: [reservoir] VolumeMl: expected", self.channel("plan")["detail"])
        self.assertIn(":9: [reservoir] VolumeMl", self.property("manager", "Manager", "PlanFault"))
        self.assertEqual(self.pump()["values"]["reservoir_ml"]["value"], 18)
        # what was taken before is taken again, though the state is gone
        monitor.terminate()
        self.assertEqual(monitor.wait(10), 0)
        for name in ("thecal.db", "thecal.db-wal", "thecal.db-shm"):
            if os.path.exists(os.path.join(self.dir, "state", name)):
                os.remove(os.path.join(self.dir, "state", name))
        self.start(MONITOR, "--no-bluetooth", "--state-dir", os.path.join(self.dir, "state"))
        poll("the good copy in use", lambda: (self.pump() or {}).get("values", {}).get("reservoir_ml", {}).get("value") == 18)
        self.assertFalse(self.channel("plan")["ok"])
        write(whole % "17")
        poll("the mended plan", lambda: self.channel("plan")["ok"])
        poll("the mended level, of the same fill", lambda: self.pump()["values"]["reservoir_ml"]["value"] == 17)
        self.assertIn("''", self.property("manager", "Manager", "PlanFault"))

    def test_two_plans(self):
        """Each pump says which plan and person it belongs to; one that was taken out is marked, and silent."""
        self.environment.update(DBUS_SYSTEM_BUS_ADDRESS="unix:path=" + os.path.join(self.dir, "nowhere"),
                                XDG_CONFIG_HOME=os.path.join(self.dir, "config"))
        folder = os.path.join(self.dir, "config", "thecal")
        ada = os.path.join(folder, "care-plans", "ada.ini")
        os.makedirs(os.path.dirname(ada))

        def write(path, name, more=""):
            with open(path + ".new", "w", encoding="utf-8") as file:
                file.write(f"[person]\nName={name}\n[drug 1]\nConcentrationUgPerMl=2000\nDoseUgPerDay=300\n"
                           f"[reservoir]\nVolumeMl=1.5\nFilledAt=2026-03-01T08:00:00Z\n{more}")
            os.rename(path + ".new", path)

        def texts(name):
            return sorted(self.property(f"pump/{unit}", "Pump", name) for unit in (1, 2))
        write(os.path.join(folder, "care-plan.ini"), "Theo Example")
        write(ada, "Ada Example")
        self.start(MONITOR, "--no-bluetooth", "--state-dir", os.path.join(self.dir, "state"))
        poll("both persons", lambda: texts("PersonName") == ["(<'Ada Example'>,)", "(<'Theo Example'>,)"])
        self.assertIn(ada, texts("PlanPath")[1])
        self.assertEqual(texts("Explanted"), ["(<false>,)"] * 2)
        self.assertEqual(texts("Id"), ["(<'manual'>,)", "(<'manual-ada'>,)"])
        write(ada, "Ada Example", "[pump]\nExplanted=true\n")
        poll("the mark", lambda: texts("Explanted") == ["(<false>,)", "(<true>,)"])

    def test_walkthroughs(self):
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        folder = os.path.join(self.dir, "state", "walkthroughs")
        path = os.path.join(folder, "20261125T021600-4f3a.walkthrough")

        def write(state):
            with open(path + ".new", "w", encoding="utf-8") as file:
                file.write("[walkthrough]\nId=20261125T021600-4f3a\nPump=\nBy=Anna\nStarted=2026-11-25T02:16:00Z\n"
                           f"Ended=2026-11-25T02:16:40Z\nState={state}\nOutcome=T1\nLists=G\nDecidedBy=G1\nFlags=\nSign=none\n"
                           "[answers]\nG1=no\n")
            os.rename(path + ".new", path)
        monitor = self.start_monitor()
        poll("the folder", lambda: os.path.isdir(folder))
        self.assertEqual(os.stat(folder).st_mode & 0o777, 0o700)
        write("open")
        alarm = poll("the alarm", lambda: self.alarm("triage-open", "sounding"), 10)
        self.assertEqual(alarm["priority"], "high")
        self.assertRegex(self.property(f"alarm/{alarm['id']}", "Alarm", "Lists"), r"^\(<'[GWOIPS]*'>,\)$")
        poll("its end as a file", lambda: not os.path.exists(path))
        self.assertEqual(self.ctl("acknowledge", str(alarm["id"]), "--by", "Anna").returncode, 0)
        self.assertEqual(self.alarm("triage-open")["signal"], "acknowledged")

        # called, while nobody watches: it waits
        monitor.send_signal(signal.SIGKILL)
        monitor.wait()
        write("called")
        self.start_monitor()
        poll("the end of the alarm", lambda: self.status() and not self.alarm("triage-open") and not os.path.exists(path))
        listed = json.loads(self.ctl("walkthroughs", "--json").stdout)
        self.assertEqual((listed["id"], listed["state"], listed["outcome"], listed["answers"]),
                         ("20261125T021600-4f3a", "called", "T1", {"G1": "no"}))
        details = [json.loads(line)["detail"] for line in self.ctl("alarms", "--log", "--json").stdout.splitlines()]
        self.assertEqual([detail for detail in details if detail.startswith("walkthrough")],
                         ["walkthrough T1 open by Anna", "walkthrough T1 called by Anna"])

    def test_activation(self):
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        with open(ACTIVATION, encoding="utf-8") as file:
            text = file.read().replace("@bindir@/thecal-monitor", MONITOR)
        with open(os.path.join(self.dir, "services", "org.thecal.Monitor1.service"), "w", encoding="utf-8") as file:
            file.write(text)
        # an environment of its own: the bus hands on what it was started with
        bus = self.start("dbus-daemon", "--nofork", "--config-file=" + os.path.join(self.dir, "session.conf"),
                         "--address=unix:path=" + os.path.join(self.dir, "activating"))
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "activating")
        poll("the second bus", lambda: os.path.exists(os.path.join(self.dir, "activating")))
        poll("the monitor, activated by the first who asks", self.status)
        ask = ["gdbus", "call", "--session", "-d", "org.freedesktop.DBus", "-o", "/", "-m"]
        owner = subprocess.run([*ask, "org.freedesktop.DBus.GetConnectionUnixProcessID", "org.thecal.Monitor1"],
                               env=self.environment, capture_output=True, text=True, timeout=30)
        os.kill(int(owner.stdout.strip("(),\n ").split()[1]), signal.SIGTERM)
        poll("its end", lambda: "false" in subprocess.run(
            [*ask, "org.freedesktop.DBus.NameHasOwner", "org.thecal.Monitor1"],
            env=self.environment, capture_output=True, text=True, timeout=30).stdout)
        bus.terminate()

    def test_self_test(self):
        # no sound server, no notification server, no Bluetooth: each is missed from the start on
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        self.start_monitor()
        poll("the monitor", self.status)
        poll("the alarm of the failed channels", lambda: self.alarm("self-test"))
        expected = {"store": True, "timer": True, "plan": True, "walkthroughs": True, "sound": False, "notification": False, "bluetooth": False}
        poll("every channel", lambda: {test["channel"]: test["ok"] for test in self.status()["self_test"]} == expected)
        asked = self.ctl("self-test", "--json")
        self.assertEqual(asked.returncode, 1, asked.stderr)
        self.assertEqual({test["channel"]: test["ok"] for test in json.loads(asked.stdout)["self_test"]}, expected)

    def test_supervisor(self):
        path = os.path.join(self.dir, "notify")
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        self.environment.update(NOTIFY_SOCKET=path, WATCHDOG_USEC="900000")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
            supervisor.bind(path)
            supervisor.settimeout(20)
            monitor = self.start_monitor()
            self.assertEqual(supervisor.recv(100), b"READY=1")
            self.assertEqual(supervisor.recv(100), b"WATCHDOG=1")
            monitor.send_signal(signal.SIGSTOP)
            supervisor.settimeout(0.5)
            with self.assertRaises(TimeoutError):
                while True:
                    supervisor.recv(100)
            supervisor.settimeout(20)
            monitor.send_signal(signal.SIGCONT)
            self.assertEqual(supervisor.recv(100), b"WATCHDOG=1")
            monitor.terminate()
            words = supervisor.recv(100)
            while words == b"WATCHDOG=1":
                words = supervisor.recv(100)
            self.assertEqual(words, b"STOPPING=1")
            self.assertEqual(monitor.wait(10), 0)


if __name__ == "__main__":
    unittest.main()
