# SPDX-License-Identifier: GPL-3.0-or-later
"""A USB device of the kernel's HID layer that is a program, through /dev/uhid (linux/uhid.h)."""
import os
import struct
import time

GET_REPORT, GET_REPORT_REPLY, CREATE2, SET_REPORT, SET_REPORT_REPLY = 9, 10, 11, 13, 14
BUS_USB = 3
EVENT_SIZE = 4380


class Device:
    """Unplugged when the program ends."""

    def __init__(self, name, vendor, product, descriptor):
        self.file = os.open('/dev/uhid', os.O_RDWR)
        request = struct.pack('<128s64s64sHHIIII', name.encode(), b'', b'', len(descriptor), BUS_USB, vendor, product, 0x0100, 0)
        os.write(self.file, struct.pack('<I', CREATE2) + request + descriptor.ljust(4096, b'\0'))

    def get(self, report):
        """Octets of a report that the computer asks for; the first is its number where reports have one."""
        raise NotImplementedError

    def set(self, report, data):
        """What the computer sends."""
        raise NotImplementedError

    def serve(self):
        while True:
            event = os.read(self.file, EVENT_SIZE)
            kind, number, report = struct.unpack_from('<IIB', event)
            if kind == SET_REPORT:
                size, = struct.unpack_from('<H', event, 10)
                self.set(report, event[12:12 + size])
                os.write(self.file, struct.pack('<IIH', SET_REPORT_REPLY, number, 0))
            elif kind == GET_REPORT:
                data = self.get(report)
                os.write(self.file, struct.pack('<IIHH', GET_REPORT_REPLY, number, 0, len(data)) + data)


class Log:
    """One line for each switching: seconds, number, what."""

    def __init__(self, path):
        self.file = open(path, 'a', encoding='ascii')

    def add(self, number, what):
        self.file.write(f'{time.monotonic():.3f} {number} {what}\n')
        self.file.flush()
