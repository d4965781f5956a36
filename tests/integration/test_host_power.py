#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test_host_power.py MONITOR CTL: the battery of this computer, as a stand-in for UPower tells it."""
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest

import dbusmock

MONITOR, CTL = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]


class HostPower(dbusmock.DBusTestCase):
    @classmethod
    def setUpClass(cls):
        cls.start_system_bus()
        cls.start_session_bus()
        cls.bus = cls.get_dbus(system_bus=True)

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix='thecal-power.')
        self.addCleanup(self.folder.cleanup)
        # no test plays on a real card
        environment = {**os.environ, 'G_DEBUG': 'gc-friendly', 'HOME': self.folder.name, 'PULSE_SERVER': 'unix:/nonexistent', 'THECAL_ALSA_PCM': 'null'}
        self.monitor = subprocess.Popen([MONITOR, '--no-bluetooth', '--state-dir', self.folder.name], env=environment)
        self.addCleanup(self.end, self.monitor)
        self.poll('the monitor', lambda: self.priority() is not None)

    def end(self, process):
        process.terminate()
        process.wait(30)

    def poll(self, what, condition, limit_s=60):
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            if condition():
                return
            time.sleep(0.2)
        self.fail('not seen in time: ' + what)

    def priority(self):
        """Of the alarm that power is low, '' where it does not stand; None: no answer."""
        done = subprocess.run([CTL, 'alarms', '--json'], capture_output=True, text=True, timeout=30, check=False)
        if done.returncode != 0:
            return None
        found = [alarm['priority'] for alarm in json.loads(done.stdout)['alarms'] if alarm['condition'] == 'host-power']
        return found[0] if found else ''

    def start_upower(self, on_battery, percent):
        self.upower, _ = self.spawn_server_template('upower', {'OnBattery': on_battery}, stdout=subprocess.DEVNULL)
        self.addCleanup(lambda: self.upower.poll() is None and self.end(self.upower))
        self.set_battery(on_battery, percent)

    def set_battery(self, on_battery, percent):
        mock = self.bus.get_object('org.freedesktop.UPower', '/org/freedesktop/UPower')
        mock.SetupDisplayDevice(2, 2 if on_battery else 1, float(percent), 10.0, 20.0, 5.0, 3600, 0, True, 'battery', 3 if percent < 20 else 1,
                                dbus_interface='org.freedesktop.DBus.Mock')
        mock.UpdateProperties('org.freedesktop.UPower', {'OnBattery': on_battery}, dbus_interface='org.freedesktop.DBus.Mock')

    def test_battery(self):
        self.assertEqual(self.priority(), '')
        self.start_upower(False, 15)
        self.set_battery(True, 80)
        time.sleep(1)  # nothing is to be seen
        self.assertEqual(self.priority(), '')
        self.set_battery(True, 15)
        self.poll('low', lambda: self.priority() == 'low')
        self.set_battery(True, 5)
        self.poll('medium', lambda: self.priority() == 'medium')
        # what was known stays when nobody tells any more
        self.end(self.upower)
        time.sleep(1)
        self.assertEqual(self.priority(), 'medium')
        self.start_upower(False, 6)
        self.poll('plugged in', lambda: self.priority() == '')
        self.assertIsNone(self.monitor.poll())


unittest.main()
