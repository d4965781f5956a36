# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 The Thecal authors
"""A stand-in org.bluez with GATT objects and faults on demand, on a private bus.

It lives in the test's own process and main context: faults are attributes, calls are a list.
"""
import os
import subprocess

from gi.repository import Gio, GLib

ADAPTER_PATH = '/org/bluez/hci0'
DEVICE_PATH = ADAPTER_PATH + '/dev_C0_DE_00_00_00_01'
ADDRESS = 'C0:DE:00:00:00:01'
ADAPTER, DEVICE = 'org.bluez.Adapter1', 'org.bluez.Device1'
CHAR, OM = 'org.bluez.GattCharacteristic1', 'org.freedesktop.DBus.ObjectManager'
PROPERTIES = 'org.freedesktop.DBus.Properties'
NAMES = {'0020': 'changed', '0021': 'status', '0022': 'annunciation', '0023': 'features',
         '0024': 'srcp', '0030': 'settings', '0031': 'dates', '0032': 'source'}
XML = '''<node>
<interface name='org.freedesktop.DBus.ObjectManager'>
 <method name='GetManagedObjects'><arg type='a{oa{sa{sv}}}' direction='out'/></method></interface>
<interface name='org.freedesktop.DBus.Properties'>
 <method name='Set'><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='v' direction='in'/></method></interface>
<interface name='org.bluez.AgentManager1'>
 <method name='RegisterAgent'><arg type='o' direction='in'/><arg type='s' direction='in'/></method>
 <method name='UnregisterAgent'><arg type='o' direction='in'/></method></interface>
<interface name='org.bluez.Adapter1'>
 <method name='SetDiscoveryFilter'><arg type='a{sv}' direction='in'/></method>
 <method name='StartDiscovery'/><method name='StopDiscovery'/></interface>
<interface name='org.bluez.Device1'>
 <method name='Connect'/><method name='Disconnect'/><method name='Pair'/><method name='CancelPairing'/></interface>
<interface name='org.bluez.GattCharacteristic1'>
 <method name='ReadValue'><arg type='a{sv}' direction='in'/><arg type='ay' direction='out'/></method>
 <method name='WriteValue'><arg type='ay' direction='in'/><arg type='a{sv}' direction='in'/></method>
 <method name='StartNotify'/><method name='StopNotify'/></interface></node>'''


def crc(data):
    """CRC-16/MCRF4XX, bit by bit."""
    value = 0xFFFF
    for octet in data:
        value ^= octet
        for _ in range(8):
            value = value >> 1 ^ 0x8408 if value & 1 else value >> 1
    return value.to_bytes(2, 'little')


class Bus:
    """A dbus-daemon at a path of its own."""

    def __init__(self, folder):
        self.path = os.path.join(folder, 'bus')
        self.address = 'unix:path=' + self.path
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            ['dbus-daemon', '--session', '--nofork', '--nopidfile', '--nosyslog',
             '--address=' + self.address, '--print-address'],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.process.stdout.readline()

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        if os.path.exists(self.path):
            os.unlink(self.path)


class Bluez:
    def __init__(self, address, paired=True):
        self.calls = []      # (method, what, octets)
        self.fail = {}       # method -> list of error names, used up in order; None: never answer
        self.late = False    # characteristics come only with show_characteristics()
        self.resolve = True  # ServicesResolved comes after Connect
        self.replay = False  # an old value is signalled before it is read
        self.drop_at = None  # the link is lost at this read
        self.spoil = set()   # characteristics with a wrong CRC
        self.flags = 0
        self.annunciation = bytes([0])
        self.reservoir = bytes.fromhex('B9F0')  # 18.5
        self.counters = {}
        self.agent = None
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.connection.set_exit_on_close(False)
        self.infos = {i.name: i for i in Gio.DBusNodeInfo.new_for_xml(XML).interfaces}
        self.registered = []
        self.objects = {
            ADAPTER_PATH: {ADAPTER: {'Powered': GLib.Variant('b', True)}},
            DEVICE_PATH: {DEVICE: {
                'Address': GLib.Variant('s', ADDRESS), 'Alias': GLib.Variant('s', 'Pump'),
                'Paired': GLib.Variant('b', paired), 'Connected': GLib.Variant('b', False),
                'ServicesResolved': GLib.Variant('b', False),
                'UUIDs': GLib.Variant('as', ['0F000001-E829-4C2C-BAD5-69452B1D8BBE'])}}}
        self.export('/', OM)
        self.export('/org/bluez', 'org.bluez.AgentManager1')
        self.export(ADAPTER_PATH, ADAPTER)
        self.export(DEVICE_PATH, DEVICE)
        self.export(DEVICE_PATH, PROPERTIES)
        for short in NAMES:
            self.export(self.char_path(short), CHAR)
        self.own()

    @staticmethod
    def char_path(short):
        return DEVICE_PATH + '/service0010/char' + short

    def export(self, path, interface):
        self.registered.append(self.connection.register_object(
            path, self.infos[interface], self.on_call, None, None))

    def name_call(self, method, args):
        self.connection.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus',
                                  'org.freedesktop.DBus', method, args, None, 0, 5000, None)

    def own(self):
        self.name_call('RequestName', GLib.Variant('(su)', ('org.bluez', 4)))

    def disown(self):
        """bluetoothd killed: no Connected=false, no InterfacesRemoved."""
        self.name_call('ReleaseName', GLib.Variant('(s)', ('org.bluez',)))
        self.objects[DEVICE_PATH][DEVICE].update(Connected=GLib.Variant('b', False),
                                                 ServicesResolved=GLib.Variant('b', False))
        for short in NAMES:
            self.objects.pop(self.char_path(short), None)

    def emit(self, path, interface, signal, args):
        self.connection.emit_signal(None, path, interface, signal, args)
        self.connection.flush_sync(None)

    def set(self, path, interface, **values):
        self.objects[path][interface].update(values)
        self.emit(path, PROPERTIES, 'PropertiesChanged',
                  GLib.Variant('(sa{sv}as)', (interface, values, [])))

    def add(self, path, interfaces):
        self.objects[path] = interfaces
        self.emit('/', OM, 'InterfacesAdded', GLib.Variant('(oa{sa{sv}})', (path, interfaces)))

    def remove(self, path):
        interfaces = self.objects.pop(path)
        self.emit('/', OM, 'InterfacesRemoved', GLib.Variant('(oas)', (path, list(interfaces))))
        return interfaces

    def show_characteristics(self):
        for short in NAMES:
            flags = ['write', 'indicate'] if short == '0024' else ['read', 'indicate']
            self.add(self.char_path(short), {CHAR: {
                'UUID': GLib.Variant('s', '0f00%s-e829-4c2c-bad5-69452b1d8bbe' % short),
                'Flags': GLib.Variant('as', ['read'] if short == '0023' else flags)}})

    def drop(self):
        for short in NAMES:
            if self.char_path(short) in self.objects:
                self.remove(self.char_path(short))
        self.set(DEVICE_PATH, DEVICE, ServicesResolved=GLib.Variant('b', False),
                 Connected=GLib.Variant('b', False))

    def value(self, name):
        counter = self.counters[name] = self.counters.get(name, 0) % 255 + 1
        if name == 'features':
            body = bytes([counter]) + bytes.fromhex('D007') + bytes.fromhex('030000')
            return crc(body) + body
        body = {'changed': self.flags.to_bytes(2, 'little'),
                'status': b'\x55\x96' + self.reservoir + b'\x01',
                'annunciation': self.annunciation,
                'settings': bytes.fromhex('550120D140024002D007140014F0FFFF'),
                'dates': bytes(16),
                'source': b'\x33' + bytes(9) + b'\x05\x00\x0a\x00\x64'}[name]
        body += bytes([counter])
        check = crc(body)
        return body + (bytes([check[0] ^ 1, check[1]]) if name in self.spoil else check)

    def notify(self, name, octets=None):
        short = next(s for s, n in NAMES.items() if n == name)
        octets = self.value(name) if octets is None else octets
        self.set(self.char_path(short), CHAR, Value=GLib.Variant('ay', octets))
        return octets

    def count(self, method):
        return sum(1 for call in self.calls if call[0] == method)

    def on_call(self, connection, sender, path, interface, method, args, invocation):
        name = NAMES.get(path[-4:], path.rsplit('/', 1)[1])
        octets = bytes(args.unpack()[0]) if method == 'WriteValue' else b''
        self.calls.append((method, name, octets))
        if self.fail.get(method):
            error = self.fail[method].pop(0)
            if error is not None:
                invocation.return_dbus_error(error, 'le-connection-abort-by-local')
            return
        answer = getattr(self, 'do_' + method, lambda *rest: None)(name, octets, sender, invocation)
        if answer is not False:
            invocation.return_value(answer)

    def do_GetManagedObjects(self, *rest):
        return GLib.Variant('(a{oa{sa{sv}}})', (self.objects,))

    def do_Connect(self, *rest):
        self.counters = {}
        self.set(DEVICE_PATH, DEVICE, Connected=GLib.Variant('b', True))
        if not self.late:
            self.show_characteristics()
        if self.resolve:
            self.set(DEVICE_PATH, DEVICE, ServicesResolved=GLib.Variant('b', True))
        if self.replay:
            body = bytes.fromhex('3396000001') + b'\x09'
            self.notify('status', body + crc(body))

    def do_Disconnect(self, *rest):
        self.drop()

    def do_ReadValue(self, name, *rest):
        if self.drop_at == name:
            self.drop_at = None
            self.drop()
            rest[-1].return_dbus_error('org.bluez.Error.NotConnected', 'Not Connected')
            return False
        octets = self.value(name)
        short = next(s for s, n in NAMES.items() if n == name)
        self.set(self.char_path(short), CHAR, Value=GLib.Variant('ay', octets))
        return GLib.Variant('(ay)', (octets,))

    def do_StartNotify(self, name, *rest):
        if self.replay and name == 'status':
            body = bytes.fromhex('3396000001') + b'\x09'
            self.notify('status', body + crc(body))

    def do_WriteValue(self, name, octets, *rest):
        self.flags &= ~int.from_bytes(octets[2:4], 'little')

    def do_RegisterAgent(self, name, octets, sender, invocation):
        self.agent = sender

    def do_Pair(self, name, octets, sender, invocation):
        def answered(connection, result):
            try:
                passkey = connection.call_finish(result).unpack()[0]
            except GLib.Error:
                passkey = None
            if passkey != 123456:
                invocation.return_dbus_error('org.bluez.Error.AuthenticationFailed', 'Failed')
                return
            self.set(DEVICE_PATH, DEVICE, Paired=GLib.Variant('b', True))
            invocation.return_value(None)
        self.connection.call(self.agent, '/org/thecal/pairing', 'org.bluez.Agent1',
                             'RequestPasskey', GLib.Variant('(o)', (DEVICE_PATH,)), None, 0,
                             5000, None, answered)
        return False
