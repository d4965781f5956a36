#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""P7, the half of the window: one frame of the history's chart of ten years. usage: chart.py CHART_BENCH"""
import os
import subprocess
import sys

FRAME_US = 16667


def main():
    read_end, write_end = os.pipe()
    display = subprocess.Popen(['Xvfb', '-displayfd', str(write_end), '-nolisten', 'tcp'], pass_fds=[write_end],
                               stderr=subprocess.DEVNULL)
    try:
        os.close(write_end)
        with os.fdopen(read_end) as number:
            environment = {**os.environ, 'DISPLAY': ':' + number.readline().strip(), 'GDK_DEBUG': 'gl-disable'}
        environment.pop('WAYLAND_DISPLAY', None)
        snapshot_us, draw_us = map(int, subprocess.run(
            [sys.argv[1]], env=environment, check=True, capture_output=True, text=True, timeout=120).stdout.split())
    finally:
        display.terminate()
        display.wait()
    took = snapshot_us + draw_us
    print('%-4s %-46s %-44s goal %-22s %s' % (
        'P7', '1000-pixel chart, 4000 buckets, 10 years diary',
        '%.1f ms (%.1f to record, %.1f to draw)' % (took / 1000, snapshot_us / 1000, draw_us / 1000),
        '<= one 16.7 ms frame', 'met' if took <= FRAME_US else 'NOT met'))


main()
