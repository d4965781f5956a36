#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The USB bridge CP2112 (10c4:ea90) with its eight GPIO lines, as hid-cp2112 sees it. usage: fake_gpio.py LOG

Each switching is one line of LOG: seconds, GPIO line, on or off; or output or input where the direction changes.
Reports are those of Silicon Labs AN495: of the SMBus side only what the driver asks for at its start."""
import sys

import uhid

# one feature report of 63 octets; the driver goes by numbers that it knows itself
DESCRIPTOR = bytes.fromhex('0600ff 0901 a101 1500 26ff00 7508 953f 0901 b102 c0')
CONFIG, GET, SET, VERSION, SMBUS, LOCK = 0x02, 0x03, 0x04, 0x05, 0x06, 0x20
N_LINES = 8


class Bridge(uhid.Device):
    def __init__(self, log):
        super().__init__('CP2112 HID USB-to-SMBus Bridge', 0x10c4, 0xea90, DESCRIPTOR)
        self.log = log
        self.outputs = 0
        self.levels = 0
        # part number and version; SMBus settings, all 0; strings that are written for good
        self.reports = {VERSION: bytes([VERSION, 0x0c, 0x02]), SMBUS: bytes([SMBUS]).ljust(14, b'\0'), LOCK: bytes([LOCK, 0])}

    def get(self, report):
        if report == CONFIG:
            return bytes([CONFIG, self.outputs, 0xff, 0, 0])
        if report == GET:
            return bytes([GET, self.levels])
        return self.reports.get(report, b'')

    def set(self, report, data):
        if report == CONFIG:
            changed, self.outputs = self.outputs ^ data[1], data[1]
            self.tell(changed, data[1], 'output', 'input')
        elif report == SET:
            # a line that is an input has no level of its own
            mask = data[2] & self.outputs
            self.levels = self.levels & ~mask | data[1] & mask
            self.tell(mask, data[1], 'on', 'off')

    def tell(self, mask, values, one, zero):
        for line in range(N_LINES):
            if mask >> line & 1:
                self.log.add(line, one if values >> line & 1 else zero)


Bridge(uhid.Log(sys.argv[1])).serve()
