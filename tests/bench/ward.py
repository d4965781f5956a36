# SPDX-License-Identifier: GPL-3.0-or-later
"""Simulated pumps on a private bus, and programs that hear them."""
import os
import subprocess
import tempfile
import time

TICKS = os.sysconf('SC_CLK_TCK')


def poll(what, condition, limit_s=120, step_s=0.02):
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(step_s)
    raise RuntimeError('not seen in time: ' + what)


def cpu_s(pid):
    with open('/proc/%d/stat' % pid, encoding='ascii') as file:
        fields = file.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def private_kb(pid):
    total = 0
    with open('/proc/%d/smaps_rollup' % pid, encoding='ascii') as file:
        for line in file:
            if line.startswith('Private_Dirty'):
                total += int(line.split()[1])
    return total


def wakeups(pid):
    """Times that a thread of the process went to sleep by itself, so far."""
    count = 0
    for task in os.listdir('/proc/%d/task' % pid):
        with open('/proc/%d/task/%s/status' % (pid, task), encoding='ascii') as file:
            for line in file:
                if line.startswith('voluntary_ctxt_switches'):
                    count += int(line.split()[1])
    return count


class Ward:
    def __init__(self, sim, n_pumps, rate_hz=None, scenario=None):
        self.folder = tempfile.TemporaryDirectory(prefix='thecal-bench.')
        self.running = []
        path = self.folder.name
        self.environment = {key: value for key, value in os.environ.items()
                            if key not in ('DISPLAY', 'WAYLAND_DISPLAY', 'PULSE_SERVER', 'NOTIFY_SOCKET')}
        self.environment.update(XDG_RUNTIME_DIR=path, HOME=path, XDG_CONFIG_HOME=path + "/config", XDG_STATE_HOME=path + "/state",
                                DBUS_SESSION_BUS_ADDRESS='unix:path=' + path + '/session')
        self.start('dbus-daemon', '--session', '--nofork', '--nopidfile', '--nosyslog',
                   '--address=' + self.environment['DBUS_SESSION_BUS_ADDRESS'])
        options = ['--stand-in', '--address-file', path + '/system', '--pumps', str(n_pumps)]
        if rate_hz is not None:
            options += ['--rate', str(rate_hz)]
        if scenario is not None:
            with open(path + '/scenario', 'w', encoding='utf-8') as file:
                file.write(scenario)
            options += ['--scenario', path + '/scenario']
        self.sim = self.start(sim, *options)
        poll('the pumps', lambda: os.path.exists(path + '/system') and os.path.getsize(path + '/system') > 0)
        with open(path + '/system', encoding='utf-8') as file:
            self.environment['DBUS_SYSTEM_BUS_ADDRESS'] = file.read().strip()
        self.n_pumps = n_pumps
        from gi.repository import Gio
        self.bus = Gio.DBusConnection.new_for_address_sync(
            self.environment['DBUS_SYSTEM_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def start(self, *command):
        with open(os.path.join(self.folder.name, 'log'), 'ab') as log:
            process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.running.append(process)
        return process

    def end(self, process):
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.running.remove(process)

    def stop(self):
        for process in reversed(list(self.running)):
            self.end(process)
        self.folder.cleanup()

    def n_listened(self):
        """Pumps whose status somebody subscribed to."""
        from gi.repository import Gio, GLib
        answer = self.bus.call_sync('org.bluez', '/', 'org.freedesktop.DBus.ObjectManager', 'GetManagedObjects', None,
                                    GLib.VariantType('(a{oa{sa{sv}}})'), Gio.DBusCallFlags.NONE, 60000, None)
        return sum(interfaces.get('org.bluez.GattCharacteristic1', {}).get('Notifying', False)
                   and interfaces['org.bluez.GattCharacteristic1']['UUID'].startswith('0f000021')
                   for interfaces in answer.unpack()[0].values())

    def await_listening(self):
        poll('all pumps listened to', lambda: self.n_listened() == self.n_pumps,
             step_s=0.02 if self.n_pumps < 100 else 0.2)
