#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The USB relay 16c0:05df as the kernel sees it, made through /dev/uhid. usage: fake_relay.py LOG

Each switching is one line of LOG: seconds, relay, on or off. Octets as monitor/signal/relay_lamp.h has them."""
import os
import struct
import sys
import time

# linux/uhid.h
GET_REPORT, GET_REPORT_REPLY, CREATE2, SET_REPORT, SET_REPORT_REPLY = 9, 10, 11, 13, 14
BUS_USB = 3
EVENT_SIZE = 4380
# one feature report of eight octets, without a number
DESCRIPTOR = bytes.fromhex('0600ff0901a101150026ff007508950809 00b202 01c0'.replace(' ', ''))
SERIAL = b'ABCDE'


def create(device):
    request = struct.pack('<128s64s64sHHIIII', b'www.dcttech.com USBRelay2', b'', b'', len(DESCRIPTOR), BUS_USB, 0x16c0, 0x05df, 0x0100, 0)
    os.write(device, struct.pack('<I', CREATE2) + request + DESCRIPTOR.ljust(4096, b'\0'))


def main():
    device = os.open('/dev/uhid', os.O_RDWR)
    create(device)
    state = 0
    with open(sys.argv[1], 'w', encoding='ascii') as log:
        while True:
            event = os.read(device, EVENT_SIZE)
            kind, = struct.unpack_from('<I', event)
            if kind == SET_REPORT:
                number, _, _, size = struct.unpack_from('<IBBH', event, 4)
                data = event[12:12 + size]
                if data[1] in (0xff, 0xfd) and 1 <= data[2] <= 2:
                    bit = 1 << (data[2] - 1)
                    state = state | bit if data[1] == 0xff else state & ~bit
                    log.write(f'{time.monotonic():.3f} {data[2]} {"on" if data[1] == 0xff else "off"}\n')
                    log.flush()
                os.write(device, struct.pack('<IIH', SET_REPORT_REPLY, number, 0))
            elif kind == GET_REPORT:
                number, = struct.unpack_from('<I', event, 4)
                data = SERIAL + bytes([0, 0, state])
                os.write(device, struct.pack('<IIHH', GET_REPORT_REPLY, number, 0, len(data)) + data)


main()
