#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 The Thecal authors
"""thecal-sim behind the stand-in org.bluez, driven as a client of bluetoothd would.

The octets are taken apart here by code of their own, so that an error of the codec shows.
usage: test_stand_in.py PATH-OF-THECAL-SIM
"""
import os
import select
import signal
import struct
import subprocess
import sys
import tempfile
import time
import unittest

from gi.repository import Gio, GLib

SIM = os.path.abspath(sys.argv.pop(1))
DEVICE_PATH = '/org/bluez/hci0/dev_C0_DE_00_00_00_%02X'
ADAPTER_PATH = '/org/bluez/hci0'
DEVICE, CHAR, ADAPTER = 'org.bluez.Device1', 'org.bluez.GattCharacteristic1', 'org.bluez.Adapter1'
PROPERTIES = 'org.freedesktop.DBus.Properties'
AGENT_XML = '''<node><interface name='org.bluez.Agent1'>
<method name='RequestPasskey'><arg type='o' direction='in'/><arg type='u' direction='out'/></method>
<method name='RequestConfirmation'><arg type='o' direction='in'/><arg type='u' direction='in'/></method>
</interface></node>'''
DEADLINE_S = 15


def own(short):
    return '0f00%s-e829-4c2c-bad5-69452b1d8bbe' % short


def sig(short):
    return '0000%s-0000-1000-8000-00805f9b34fb' % short


def crc(data):
    """CRC-16/MCRF4XX, bit by bit."""
    value = 0xFFFF
    for octet in data:
        value ^= octet
        for _ in range(8):
            value = value >> 1 ^ 0x8408 if value & 1 else value >> 1
    return value


def sfloat(low, high):
    raw = low | high << 8
    mantissa, exponent = raw & 0xFFF, raw >> 12
    if mantissa >= 0x800:
        mantissa -= 0x1000
    if exponent >= 8:
        exponent -= 16
    return mantissa * 10.0 ** exponent


def crc_ok(data):
    return crc(data[:-2]) == struct.unpack('<H', data[-2:])[0]


class Sim:
    """One running thecal-sim and a client connection to its bus."""

    def __init__(self, *options, scenario=None):
        self.dir = tempfile.TemporaryDirectory()
        self.address_file = os.path.join(self.dir.name, 'address')
        argv = [SIM, '--stand-in', '--stdin', '--address-file', self.address_file, *options]
        if scenario is not None:
            path = os.path.join(self.dir.name, 'test.scenario')
            with open(path, 'w', encoding='utf-8') as file:
                file.write(scenario)
            argv += ['--scenario', path]
        env = dict(os.environ, XDG_RUNTIME_DIR=self.dir.name)
        self.process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env=env, text=True)
        ready, _, _ = select.select([self.process.stdout], [], [], DEADLINE_S)
        assert ready, 'thecal-sim does not get ready'
        line = self.process.stdout.readline().strip()
        assert line.startswith('DBUS_SYSTEM_BUS_ADDRESS='), line
        self.address = line.split('=', 1)[1]
        self.signals, self.objects_added, self.objects_removed = [], [], []
        self.bus = self.connect()
        self.bus.signal_subscribe('org.bluez', None, None, None, None, 0, self.on_signal)
        self.call('/', 'org.freedesktop.DBus.Peer', 'Ping')

    def connect(self):
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
                 Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        bus = Gio.DBusConnection.new_for_address_sync(self.address, flags, None, None)
        bus.set_exit_on_close(False)
        return bus

    def on_signal(self, _bus, _sender, path, _interface, name, args):
        args = args.unpack()
        if name == 'PropertiesChanged':
            self.signals.append((path, args[0], args[1]))
        elif name == 'InterfacesAdded':
            self.objects_added.append(args[0])
        elif name == 'InterfacesRemoved':
            self.objects_removed.append(args[0])

    def step(self, text):
        self.process.stdin.write(text + '\n')
        self.process.stdin.flush()

    def call(self, path, interface, method, args=None, bus=None):
        return (bus or self.bus).call_sync('org.bluez', path, interface, method, args, None, 0,
                                           DEADLINE_S * 1000, None).unpack()

    def managed(self):
        return self.call('/', 'org.freedesktop.DBus.ObjectManager', 'GetManagedObjects')[0]

    def wait(self, what, condition):
        end = time.monotonic() + DEADLINE_S
        while not condition():
            if time.monotonic() > end:
                raise AssertionError('waited in vain for ' + what)
            GLib.MainContext.default().iteration(False)
            select.select([], [], [], 0.005)

    def get(self, path, interface, name):
        return self.call(path, PROPERTIES, 'Get', GLib.Variant('(ss)', (interface, name)))[0]

    def connect_pump(self, number=1):
        path = DEVICE_PATH % number
        self.call(path, DEVICE, 'Connect')
        self.wait('services', lambda: self.get(path, DEVICE, 'ServicesResolved'))
        return {props[CHAR]['UUID']: object_path for object_path, props in self.managed().items()
                if CHAR in props and object_path.startswith(path)}

    def read(self, path):
        return bytes(self.call(path, CHAR, 'ReadValue', GLib.Variant('(a{sv})', ({},)))[0])

    def write(self, path, data):
        self.call(path, CHAR, 'WriteValue', GLib.Variant('(aya{sv})', (data, {})))

    def values(self, path):
        return [bytes(changed['Value']) for where, interface, changed in self.signals
                if where == path and interface == CHAR and 'Value' in changed]

    def next_value(self, path, condition=lambda value: True):
        del self.signals[:]
        self.wait('a value', lambda: any(condition(one) for one in self.values(path)))
        return [one for one in self.values(path) if condition(one)][0]

    def end(self):
        self.bus.close_sync(None)
        self.process.stdin.close()
        self.process.terminate()
        status = self.process.wait(DEADLINE_S)
        rest = self.process.stdout.read()
        self.process.stdout.close()
        self.left = sorted(os.listdir(self.dir.name))
        self.dir.cleanup()
        return status, rest


QUIET = '''[scenario]
ReportEveryS=0.05
[pump]
ReservoirMl=18.5
'''


class StandInTest(unittest.TestCase):
    def start(self, *options, scenario=QUIET):
        sim = Sim(*options, scenario=scenario)
        self.addCleanup(lambda: sim.process.poll() is None and sim.end())
        return sim

    def assert_error(self, name, function, *args):
        with self.assertRaises(GLib.Error) as caught:
            function(*args)
        self.assertEqual(Gio.DBusError.get_remote_error(caught.exception), name)

    def test_discovery(self):
        sim = self.start('--unpaired')
        self.assertNotIn(DEVICE_PATH % 1, sim.managed())
        sim.call(ADAPTER_PATH, ADAPTER, 'SetDiscoveryFilter', GLib.Variant('(a{sv})', ({},)))
        self.assert_error('org.bluez.Error.Failed', sim.call, ADAPTER_PATH, ADAPTER, 'StopDiscovery')
        sim.call(ADAPTER_PATH, ADAPTER, 'StartDiscovery')
        self.assert_error('org.bluez.Error.InProgress', sim.call, ADAPTER_PATH, ADAPTER, 'StartDiscovery')
        sim.wait('the pump', lambda: DEVICE_PATH % 1 in sim.objects_added)
        device = sim.managed()[DEVICE_PATH % 1][DEVICE]
        self.assertEqual(device['Address'], 'C0:DE:00:00:00:01')
        self.assertFalse(device['Paired'])
        self.assertIn(own('0001'), device['UUIDs'])
        self.assertTrue(sim.get(ADAPTER_PATH, ADAPTER, 'Discovering'))
        sim.wait('a second advertisement', lambda: sum('RSSI' in s[2] for s in sim.signals) >= 2)
        sim.call(ADAPTER_PATH, ADAPTER, 'StopDiscovery')
        self.assertFalse(sim.get(ADAPTER_PATH, ADAPTER, 'Discovering'))

    def test_discovery_ends_with_its_client(self):
        sim = self.start()
        other = sim.connect()
        sim.call(ADAPTER_PATH, ADAPTER, 'StartDiscovery', bus=other)
        self.assertTrue(sim.get(ADAPTER_PATH, ADAPTER, 'Discovering'))
        other.close_sync(None)
        sim.wait('the end', lambda: not sim.get(ADAPTER_PATH, ADAPTER, 'Discovering'))

    def test_read_all(self):
        sim = self.start()
        self.assertFalse([p for p in sim.managed() if 'service' in p])
        chars = sim.connect_pump()
        self.assertEqual(len(chars), 15)
        sim.wait('objects', lambda: set(chars.values()) <= set(sim.objects_added))
        status = sim.read(chars[own('0021')])
        self.assertEqual(len(status), 8)
        self.assertEqual(status[:5].hex(), '5596b9f001')
        self.assertAlmostEqual(sfloat(status[2], status[3]), 18.5, places=2)
        self.assertEqual(status[5], 1)
        for short in ('0020', '0021', '0022', '0030', '0031', '0032'):
            self.assertTrue(crc_ok(sim.read(chars[own(short)])), short)
        features = sim.read(chars[own('0023')])
        self.assertEqual(crc(features[2:]), struct.unpack('<H', features[:2])[0])
        self.assertEqual(sfloat(features[3], features[4]), 2000)
        self.assertEqual(sim.read(chars[own('0021')])[5], 3, 'the E2E counter goes on')
        settings = sim.read(chars[own('0030')])
        flow, dose = sfloat(settings[2], settings[3]), sfloat(settings[4], settings[5])
        conc = sfloat(settings[8], settings[9])
        self.assertEqual((settings[0], flow, dose, conc), (0x55, 0.15, 300, 2000))
        source = sim.read(chars[own('0032')])
        self.assertEqual(source[0], 0x66, 'a simulator says so')
        self.assertEqual(source[10:14], bytes((0, 0, 1, 0)))
        self.assertEqual(sim.read(chars[sig('2a19')]), b'\x50')
        self.assertEqual(sim.read(chars[sig('2bef')]).hex(), '435700')
        self.assertEqual(sim.read(chars[sig('2a29')]), b'Thecal simulator')
        self.assert_error('org.bluez.Error.NotPermitted', sim.read, chars[own('0024')])
        # bluetoothd signals what was read
        sim.wait('the value read', lambda: sim.values(chars[sig('2a19')]))

    def test_notify_and_reset_status(self):
        sim = self.start()
        chars = sim.connect_pump()
        changed, status, control = (chars[own(s)] for s in ('0020', '0021', '0024'))
        for path in (changed, status, control, chars[own('0022')]):
            sim.call(path, CHAR, 'StartNotify')
        sim.wait('Notifying', lambda: sim.get(status, CHAR, 'Notifying'))
        first = sim.next_value(status)
        second = sim.next_value(status, lambda v: v[5] > first[5])
        self.assertTrue(crc_ok(first) and crc_ok(second))
        sim.step('stall')
        stalled = sim.next_value(status, lambda v: v[4] & 8)
        self.assertTrue(crc_ok(stalled))
        bits = struct.unpack('<H', sim.read(changed)[:2])[0]
        self.assertEqual(bits, 0x0A)
        annunciation = sim.read(chars[own('0022')])
        self.assertEqual(struct.unpack('<H', annunciation[3:5])[0], 0xF03C)

        request = struct.pack('<HHB', 0x030C, 0x0008, 1)
        self.assert_error('org.bluez.Error.Failed', sim.write, control, request + b'\0\0')
        del sim.signals[:]
        sim.write(control, request + struct.pack('<H', crc(request)))
        sim.wait('the response', lambda: sim.values(control))
        response = sim.values(control)[0]
        self.assertTrue(crc_ok(response))
        self.assertEqual(response[:5].hex(), '03030c030f')
        self.assertEqual(struct.unpack('<H', sim.read(changed)[:2])[0], 0x02)
        # the same octets again are a replay
        self.assert_error('org.bluez.Error.Failed', sim.write, control,
                          request + struct.pack('<H', crc(request)))

    def test_latched_over_a_new_connection(self):
        sim = self.start()
        chars = sim.connect_pump()
        sim.step('stop')
        sim.wait('the bit', lambda: sim.read(chars[own('0020')])[0] & 1)
        sim.call(DEVICE_PATH % 1, DEVICE, 'Disconnect')
        self.assert_error('org.bluez.Error.Failed', sim.read, chars[own('0020')])
        sim.connect_pump()
        value = sim.read(chars[own('0020')])
        self.assertTrue(value[0] & 1)
        self.assertEqual(value[2], 1, 'counters begin again')

    def test_bad_frames_and_replay(self):
        sim = self.start()
        chars = sim.connect_pump()
        status = chars[own('0021')]
        sim.call(status, CHAR, 'StartNotify')
        sim.step('bad-crc')
        self.assertEqual(len(sim.next_value(status, lambda v: not crc_ok(v))), 8)
        sim.step('bad-length')
        sim.next_value(status, lambda v: len(v) == 7)
        sim.step('bad-prohibited')
        self.assertTrue(crc_ok(sim.next_value(status, lambda v: v[0] == 0x12)))
        sim.step('bad-reserved')
        self.assertTrue(crc_ok(sim.next_value(status, lambda v: v[0] == 0x5A)))
        sim.next_value(status, lambda v: v[0] == 0x55)
        sim.step('replay')

        def repeated():
            values = sim.values(status)
            return any(a == b for a, b in zip(values, values[1:]))
        sim.wait('a replay', repeated)

    def test_drop_and_silence(self):
        sim = self.start()
        chars = sim.connect_pump()
        sim.call(chars[own('0021')], CHAR, 'StartNotify')
        sim.step('drop')
        sim.wait('loss', lambda: not sim.get(DEVICE_PATH % 1, DEVICE, 'Connected'))
        self.assertFalse(sim.get(DEVICE_PATH % 1, DEVICE, 'ServicesResolved'))
        sim.connect_pump()
        # the notify session of a living client goes on
        sim.next_value(chars[own('0021')])
        sim.step('silence 3600')
        sim.wait('silence', lambda: not sim.get(DEVICE_PATH % 1, DEVICE, 'Connected'))
        self.assert_error('org.bluez.Error.Failed', sim.call, DEVICE_PATH % 1, DEVICE, 'Connect')
        sim.step('silence 0.1')
        sim.connect_pump()

    def pair(self, answer, *options):
        sim = self.start('--unpaired', '--passkey', '042917', *options)
        agent_bus = sim.connect()
        asked = []

        def on_call(_bus, _sender, _path, _interface, method, args, invocation):
            asked.append((method, args.unpack()))
            invocation.return_value(answer)
        info = Gio.DBusNodeInfo.new_for_xml(AGENT_XML).interfaces[0]
        agent_bus.register_object('/agent', info, on_call, None, None)
        sim.call('/org/bluez', 'org.bluez.AgentManager1', 'RegisterAgent',
                 GLib.Variant('(os)', ('/agent', 'KeyboardDisplay')), bus=agent_bus)
        sim.call(ADAPTER_PATH, ADAPTER, 'StartDiscovery')
        sim.wait('the pump', lambda: DEVICE_PATH % 1 in sim.objects_added)
        done = []
        agent_bus.call('org.bluez', DEVICE_PATH % 1, DEVICE, 'Pair', None, None, 0,
                       DEADLINE_S * 1000, None, lambda bus, result: done.append(result))
        sim.wait('the end of the pairing', lambda: done)
        return sim, agent_bus, asked, done[0]

    def test_pair_passkey(self):
        sim, bus, asked, result = self.pair(GLib.Variant('(u)', (42917,)))
        bus.call_finish(result)
        self.assertEqual(asked, [('RequestPasskey', (DEVICE_PATH % 1,))])
        self.assertTrue(sim.get(DEVICE_PATH % 1, DEVICE, 'Paired'))
        chars = sim.connect_pump()
        self.assertTrue(crc_ok(sim.read(chars[own('0021')])))
        _, rest = sim.end()
        self.assertIn('PASSKEY C0:DE:00:00:00:01 042917', rest)

    def test_pair_wrong_passkey(self):
        sim, bus, _asked, result = self.pair(GLib.Variant('(u)', (42918,)))
        self.assert_error('org.bluez.Error.AuthenticationFailed', bus.call_finish, result)
        self.assertFalse(sim.get(DEVICE_PATH % 1, DEVICE, 'Paired'))
        chars = sim.connect_pump()
        self.assert_error('org.bluez.Error.NotPermitted', sim.read, chars[own('0021')])

    def test_pair_confirm(self):
        sim, bus, asked, result = self.pair(None, '--pair', 'confirm')
        bus.call_finish(result)
        self.assertEqual(asked, [('RequestConfirmation', (DEVICE_PATH % 1, 42917))])
        self.assertTrue(sim.get(DEVICE_PATH % 1, DEVICE, 'Paired'))

    def test_pair_without_agent(self):
        sim = self.start('--unpaired')
        sim.call(ADAPTER_PATH, ADAPTER, 'StartDiscovery')
        sim.wait('the pump', lambda: DEVICE_PATH % 1 in sim.objects_added)
        self.assert_error('org.bluez.Error.AuthenticationFailed', sim.call, DEVICE_PATH % 1, DEVICE, 'Pair')

    def test_remove_device(self):
        sim = self.start()
        sim.connect_pump()
        sim.call(ADAPTER_PATH, ADAPTER, 'RemoveDevice', GLib.Variant('(o)', (DEVICE_PATH % 1,)))
        sim.wait('removal', lambda: DEVICE_PATH % 1 in sim.objects_removed)
        self.assertFalse([p for p in sim.managed() if p.startswith(DEVICE_PATH % 1)])

    def test_adapter_and_restart(self):
        sim = self.start()
        sim.connect_pump()
        sim.step('adapter-off')
        sim.wait('off', lambda: not sim.get(ADAPTER_PATH, ADAPTER, 'Powered'))
        self.assert_error('org.bluez.Error.NotReady', sim.call, DEVICE_PATH % 1, DEVICE, 'Connect')
        sim.step('adapter-on')
        sim.wait('on', lambda: sim.get(ADAPTER_PATH, ADAPTER, 'Powered'))
        sim.connect_pump()
        owners = []
        watch = Gio.bus_watch_name_on_connection(
            sim.bus, 'org.bluez', 0, lambda *_: owners.append(True), lambda *_: owners.append(False))
        sim.wait('the first owner', lambda: owners == [True])
        sim.step('bluez-restart 0.2')
        sim.wait('its return', lambda: owners == [True, False, True])
        Gio.bus_unwatch_name(watch)
        self.assertTrue(sim.get(DEVICE_PATH % 1, DEVICE, 'Paired'))
        sim.connect_pump()

    def test_three_pumps(self):
        sim = self.start('--pumps', '3')
        for number in (1, 2, 3):
            chars = sim.connect_pump(number)
            self.assertEqual(sim.read(chars[own('0021')])[5], 1)
        self.assertEqual(len([p for p in sim.managed() if p.count('/') == 4]), 3)

    def test_scenario_runs(self):
        sim = self.start(scenario=QUIET + 'LowMl=2\n[steps]\n0.3=reservoir 1.5\n0.6=reservoir 0\n')
        chars = sim.connect_pump()
        path = chars[own('0022')]
        sim.call(path, CHAR, 'StartNotify')
        low = sim.next_value(path, lambda v: v[0] & 1)
        self.assertEqual(struct.unpack('<H', low[3:5])[0], 0x0066)
        empty = sim.next_value(path, lambda v: struct.unpack('<H', v[3:5])[0] == 0x005A)
        self.assertTrue(crc_ok(empty))

    def test_rate(self):
        sim = self.start('--rate', '200', scenario=None)
        chars = sim.connect_pump()
        status = chars[own('0021')]
        sim.call(status, CHAR, 'StartNotify')
        sim.wait('300 values', lambda: len(sim.values(status)) >= 300)
        counters = [one[5] for one in sim.values(status)]
        for before, after in zip(counters, counters[1:]):
            self.assertEqual(after, before % 255 + 1)

    def test_clean_end(self):
        sim = self.start()
        daemon = int(subprocess.run(['pgrep', '-P', str(sim.process.pid)], check=True,
                                    stdout=subprocess.PIPE, text=True).stdout)
        status, _ = sim.end()
        self.assertEqual(status, 0)
        self.assertEqual(sim.left, ['test.scenario'])
        sim.wait('the end of its dbus-daemon', lambda: not os.path.exists('/proc/%d' % daemon))

    def test_interrupt(self):
        sim = self.start()
        sim.process.send_signal(signal.SIGINT)
        self.assertEqual(sim.process.wait(DEADLINE_S), 0)

    def test_bad_usage(self):
        for options, word in (([], '--stand-in'), (['--stand-in', '--pumps', '0'], '--pumps'),
                              (['--stand-in', '--rate', 'nan'], '--rate'),
                              (['--bluez', '--adapter', '../x'], '--adapter'),
                              (['--stand-in', '--passkey', '12'], '--passkey'),
                              (['--stand-in', '--scenario', '/none'], '/none'),
                              (['--bus', 'nonsense'], '--bus'), (['--stand-in', 'x'], 'options')):
            result = subprocess.run([SIM, *options], stderr=subprocess.PIPE, text=True,
                                    timeout=DEADLINE_S, check=False)
            self.assertEqual(result.returncode, 2, options)
            self.assertEqual(result.stderr.count('\n'), 1, options)
            self.assertIn(word, result.stderr)


if __name__ == '__main__':
    unittest.main()
