#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The USB relay 16c0:05df as the kernel sees it. usage: fake_relay.py LOG

Each switching is one line of LOG: seconds, relay, on or off. Octets as monitor/signal/relay_lamp.h has them."""
import sys

import uhid

# one feature report of eight octets, without a number
DESCRIPTOR = bytes.fromhex('0600ff 0901 a101 1500 26ff00 7508 9508 0900 b202 01 c0')
SERIAL = b'ABCDE'


class Relay(uhid.Device):
    def __init__(self, log):
        super().__init__('www.dcttech.com USBRelay2', 0x16c0, 0x05df, DESCRIPTOR)
        self.log = log
        self.state = 0

    def get(self, report):
        return SERIAL + bytes([0, 0, self.state])

    def set(self, report, data):
        if data[1] in (0xff, 0xfd) and 1 <= data[2] <= 2:
            bit = 1 << (data[2] - 1)
            self.state = self.state | bit if data[1] == 0xff else self.state & ~bit
            self.log.add(data[2], 'on' if data[1] == 0xff else 'off')


Relay(uhid.Log(sys.argv[1])).serve()
