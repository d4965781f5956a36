#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same work with bleak: connect to N pumps, hear their status. usage: bleak_client.py N"""
import asyncio
import signal
import sys

from bleak import BleakClient
from bleak.backends.device import BLEDevice
from gi.repository import Gio, GLib

STATUS = '0f000021-e829-4c2c-bad5-69452b1d8bbe'


def known_devices():
    """What org.bluez knows: a scan would wait for advertisements, and is not what is measured."""
    bus = Gio.bus_get_sync(Gio.BusType.SYSTEM, None)
    answer = bus.call_sync('org.bluez', '/', 'org.freedesktop.DBus.ObjectManager', 'GetManagedObjects', None,
                           GLib.VariantType('(a{oa{sa{sv}}})'), Gio.DBusCallFlags.NONE, 60000, None)
    for path, interfaces in answer.unpack()[0].items():
        if 'org.bluez.Device1' in interfaces:
            properties = interfaces['org.bluez.Device1']
            yield BLEDevice(properties['Address'], properties['Alias'], {'path': path, 'props': properties}, 0)


async def main(n_pumps):
    loop = asyncio.get_running_loop()
    over = loop.create_future()
    loop.add_signal_handler(signal.SIGTERM, over.set_result, None)
    heard = 0

    def on_status(_characteristic, value):
        nonlocal heard
        # the least that a reader of the value does: its length, its therapy, its level
        if len(value) >= 5 and value[0] == 0x55:
            heard += (value[3] | value[4] << 8) != 0

    clients = [BleakClient(device) for device in known_devices()]
    assert len(clients) == n_pumps
    for first in range(0, n_pumps, 50):
        await asyncio.gather(*(client.connect() for client in clients[first:first + 50]))
        await asyncio.gather(*(client.start_notify(STATUS, on_status) for client in clients[first:first + 50]))
    print('listening', flush=True)
    await over
    print('heard', heard, flush=True)


asyncio.run(main(int(sys.argv[1])))
