#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a table of the firmware, as qemu takes it by -acpitable, that gives the PCI device in a slot a built-in panel with a
backlight: the kernel makes /sys/class/backlight/acpi_video0 of it. usage: panel_table.py SLOT FILE

Octets as in the ACPI specification 6.5: 20 for the byte stream, appendix B for panels."""
import sys

LEVELS = [100, 50, *range(5, 101, 5)]  # at mains, on battery, then each one
LCD = 0x0110  # an internal panel, in the form that 0x8000_0000 tells


def length(body):
    """What begins with it counts itself too."""
    size = len(body)
    if size + 1 < 0x40:
        return bytes([size + 1]) + body
    size += 2
    return bytes([0x40 | size & 0xf, size >> 4]) + body


def number(value):
    return b'\x0c' + value.to_bytes(4, 'little')


def scope(name, body):
    return b'\x10' + length(name + body)


def device(name, *body):
    return b'\x5b\x82' + length(name + b''.join(body))


def value(name, data):
    return b'\x08' + name + data


def package(values):
    return b'\x12' + length(bytes([len(values)]) + b''.join(map(number, values)))


def method(name, arguments, body):
    return b'\x14' + length(name + bytes([arguments]) + body)


def give(data):
    return b'\xa4' + data


def table(body):
    head = b'SSDT' + (36 + len(body)).to_bytes(4, 'little') + b'\2\0' + b'THECAL' + b'PANEL   ' + number(1)[1:] + b'THEC' + number(1)[1:]
    whole = bytearray(head + body)
    whole[9] = -sum(whole) & 0xff  # all octets together are 0
    return bytes(whole)


def panel(slot):
    lamp = device(b'LCD0', value(b'_ADR', number(LCD)), value(b'LAMP', number(LEVELS[0])),
                  method(b'_BCL', 0, give(package(LEVELS))),
                  method(b'_BCM', 1, b'\x70\x68LAMP'),
                  method(b'_BQC', 0, give(b'LAMP')))
    return device(b'GFX0', value(b'_ADR', number(slot << 16)),
                  method(b'_DOS', 1, b''), method(b'_DOD', 0, give(package([0x80000000 | LCD]))), lamp)


with open(sys.argv[2], 'wb') as file:
    file.write(table(scope(b'\\\x2e_SB_PCI0', panel(int(sys.argv[1], 0)))))
