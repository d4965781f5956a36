#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 The Thecal authors
"""The Bluetooth source against a stand-in org.bluez with faults. usage: test_source.py PROBE"""
import os
import subprocess
import sys
import tempfile
import time
import unittest

from gi.repository import GLib

from bluez_gatt import (ADAPTER, ADAPTER_PATH, ADDRESS, DEVICE, DEVICE_PATH, NAMES, Bluez, Bus, crc)

PROBE = os.path.abspath(sys.argv.pop(1))
DEADLINE_S = 20
ALLOWED = {'GetManagedObjects', 'SetDiscoveryFilter', 'StartDiscovery', 'StopDiscovery', 'Connect',
           'Disconnect', 'StartNotify', 'ReadValue', 'WriteValue', 'RegisterAgent',
           'UnregisterAgent', 'Pair', 'CancelPairing', 'Set'}


class SourceTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.bus = Bus(self.folder.name)
        self.bluez = Bluez(self.bus.address)
        self.lines, self.seen, self.rest, self.probe = [], 0, b'', None

    def tearDown(self):
        if self.probe is not None:
            self.say('quit')
            self.assertEqual(self.probe.wait(DEADLINE_S), 0)
            self.probe.stdin.close()
            self.probe.stdout.close()
        self.bus.stop()
        self.folder.cleanup()
        self.assertLessEqual({call[0] for call in self.bluez.calls}, ALLOWED)
        for method, name, octets in self.bluez.calls:
            if method == 'WriteValue':
                self.assertEqual((name, octets[:2], len(octets)), ('srcp', b'\x0c\x03', 7))
                self.assertEqual(crc(octets[:5]), octets[5:])

    def start(self):
        self.probe = subprocess.Popen(
            [PROBE], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=dict(os.environ, DBUS_SYSTEM_BUS_ADDRESS=self.bus.address))
        os.set_blocking(self.probe.stdout.fileno(), False)

    def say(self, command):
        self.probe.stdin.write(command.encode() + b'\n')
        self.probe.stdin.flush()

    def pump(self):
        while GLib.MainContext.default().iteration(False):
            pass
        data = self.probe.stdout.read() or b''
        *lines, self.rest = (self.rest + data).split(b'\n')
        self.lines += [line.decode() for line in lines]

    def until(self, condition, what, seconds=DEADLINE_S):
        end = time.monotonic() + seconds
        while True:
            self.pump()
            if condition():
                return
            if time.monotonic() > end:
                self.fail('timed out: %s\n%s\n%s' % (what, '\n'.join(self.lines), self.bluez.calls))
            time.sleep(0.005)

    def expect(self, start, seconds=DEADLINE_S):
        """The next line that begins so."""
        def found():
            for i in range(self.seen, len(self.lines)):
                if self.lines[i].startswith(start):
                    self.seen = i + 1
                    return True
            return False
        self.until(found, start, seconds)
        return self.lines[self.seen - 1]

    def live(self):
        self.expect('link 1 up')
        return self.expect('status 1')

    def test_reads_everything_then_listens(self):
        self.start()
        status = self.live()
        self.assertIn('reservoir=18.50 therapy=run source=implant age_min=5', status)
        subscribed = [i for i, c in enumerate(self.bluez.calls) if c[0] == 'StartNotify']
        read = [i for i, c in enumerate(self.bluez.calls) if c[0] == 'ReadValue']
        self.assertEqual(len(subscribed), len(NAMES) - 1)
        self.assertLess(max(subscribed), min(read))
        methods = [c[0] for c in self.bluez.calls]
        self.assertLess(methods.index('StopDiscovery'), methods.index('Connect'))
        self.until(lambda: self.bluez.count('StartDiscovery') == 2, 'discovery goes on')
        self.bluez.reservoir = bytes.fromhex('B8F0')
        self.bluez.notify('status')
        self.assertIn('reservoir=18.40', self.expect('status 1'))
        self.assertNotIn('self-test bluetooth failed', self.lines)

    def test_reset_only_when_stored(self):
        self.bluez.flags = 0x0009
        self.bluez.annunciation = bytes.fromhex('010400C30033')
        self.start()
        self.pump()
        self.say('hold')
        self.live()
        self.expect('event 1 battery-low pending instance=4')
        self.expect('when-stored')
        self.say('list')
        self.expect('devices')
        self.assertEqual(self.bluez.count('WriteValue'), 0)
        self.say('release')
        self.expect('stored')
        self.until(lambda: self.bluez.count('WriteValue') == 1, 'Reset Status')
        self.assertEqual(self.bluez.calls[-1][2][:5], bytes.fromhex('0C03090001'))
        self.bluez.annunciation = bytes([0])
        self.bluez.notify('annunciation')
        self.expect('event 1 none cleared instance=0')

    def test_no_reset_without_storing(self):
        self.bluez.flags = 0x0001
        self.start()
        self.say('fail')
        self.live()
        self.expect('not-stored')
        self.say('list')
        self.expect('devices')
        self.assertEqual(self.bluez.count('WriteValue'), 0)

    def test_transient_errors(self):
        self.bluez.fail = {'Connect': ['org.bluez.Error.Failed', 'org.freedesktop.DBus.Error.UnknownObject'],
                           'ReadValue': ['org.bluez.Error.InProgress'] * 3,
                           'StartNotify': ['org.bluez.Error.InProgress'],
                           'StopDiscovery': ['org.bluez.Error.Failed']}
        self.start()
        self.live()
        self.assertEqual(self.bluez.count('Connect'), 3)

    def test_late_characteristics(self):
        self.bluez.late = True
        self.start()
        self.until(lambda: self.bluez.count('Connect') == 1, 'Connect')
        self.bluez.show_characteristics()
        self.live()
        self.assertEqual(self.bluez.count('Connect'), 1)

    def test_characteristics_never_come(self):
        self.bluez.late = True
        self.start()
        self.until(lambda: self.bluez.count('Disconnect') == 1, 'given up')
        self.bluez.late = False
        self.live()

    def test_connect_never_answers(self):
        self.bluez.fail = {'Connect': [None]}
        self.start()
        self.until(lambda: self.bluez.count('Disconnect') == 1, 'given up', 30)
        self.live()

    def test_replayed_values_do_not_count(self):
        self.bluez.replay = True
        self.start()
        self.live()
        self.assertFalse([line for line in self.lines if 'therapy=stop' in line])
        old = self.bluez.notify('status')
        self.expect('status 1')
        self.bluez.notify('status', old)
        self.bluez.reservoir = bytes.fromhex('B7F0')
        self.bluez.notify('status')
        self.assertIn('reservoir=18.30', self.expect('status 1'))

    def test_link_lost_while_reading(self):
        self.bluez.drop_at = 'settings'
        self.start()
        self.live()
        self.assertEqual(self.bluez.count('Connect'), 2)
        self.bluez.drop()
        self.expect('link 1 down')
        self.live()

    def test_wrong_crc(self):
        self.bluez.spoil = {'dates'}
        self.start()
        self.expect('untrusted 1 crc')
        self.live()
        self.expect('untrusted 1 crc')
        self.bluez.spoil = {'status'}
        self.bluez.notify('status')
        self.expect('untrusted 1 crc')

    def test_bluetoothd_restarts(self):
        self.start()
        self.live()
        self.bluez.disown()
        self.expect('link 1 down')
        self.expect('self-test bluetooth failed')
        self.bluez.own()
        self.expect('self-test bluetooth ok', 2)
        self.live()

    def test_bus_restarts(self):
        self.start()
        self.live()
        self.bus.stop()
        self.expect('self-test bluetooth failed')
        self.bus.start()
        self.bluez = Bluez(self.bus.address)
        self.expect('self-test bluetooth ok', 2)
        self.live()

    def test_adapter_off_and_unplugged(self):
        self.start()
        self.live()
        self.bluez.set(ADAPTER_PATH, ADAPTER, Powered=GLib.Variant('b', False))
        self.expect('self-test bluetooth failed')
        self.bluez.set(ADAPTER_PATH, ADAPTER, Powered=GLib.Variant('b', True))
        self.expect('self-test bluetooth ok')
        self.live()
        interfaces = self.bluez.remove(ADAPTER_PATH)
        self.expect('self-test bluetooth failed')
        self.bluez.add(ADAPTER_PATH, interfaces)
        self.expect('self-test bluetooth ok')
        self.live()

    def test_pairing(self):
        self.bluez.set(DEVICE_PATH, DEVICE, Paired=GLib.Variant('b', False))
        self.start()
        self.expect('state scanning')
        self.say('list')
        self.assertIn("'%s', 'Pump', false" % ADDRESS, self.expect('devices'))
        self.say('pair ' + ADDRESS)
        self.expect('request-passkey')
        self.assertEqual(self.bluez.count('Connect'), 0)
        self.say('passkey 111111')
        self.expect('not-paired')
        self.say('pair ' + ADDRESS)
        self.expect('request-passkey')
        self.say('passkey 123456')
        self.until(lambda: 'paired ' + ADDRESS in self.lines, 'paired')
        self.until(lambda: 'link 1 up' in self.lines, 'link')
        self.until(lambda: self.bluez.count('UnregisterAgent') == 2, 'agent gone')


if __name__ == '__main__':
    unittest.main(verbosity=2)
