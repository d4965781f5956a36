# SPDX-License-Identifier: GPL-3.0-or-later
"""P7 and P10: what ten years of readings cost a chart, and the first frame of the window."""
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time

import ten_years
from ward import poll

READINGS = int(os.environ.get('THECAL_BENCH_READINGS', 10 ** 7))
FRAME_US = 16700
RUNS = 7


def make_database(chart_bench, path, count):
    """The tables are the store's own, only the rows are not."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    subprocess.run([chart_bench, path], check=True)
    ten_years.fill(path, count)


def chart(chart_bench, line):
    """P7: any zoom, through the store and its thread."""
    with tempfile.TemporaryDirectory(prefix='thecal-bench.', dir=os.getcwd()) as folder:
        path = os.path.join(folder, 'ten-years.db')
        make_database(chart_bench, path, READINGS)
        done = subprocess.run([chart_bench, path, str(ten_years.begin_us() // 10 ** 6), str(ten_years.END_US // 10 ** 6)],
                              capture_output=True, text=True, check=True)
        megabytes = os.path.getsize(path) / 1e6
    print('# P7: %d readings, %.0f MB' % (READINGS, megabytes))
    for zoom, found in json.loads(done.stdout).items():
        ratio = found['store_us'] / found['group_us']
        line('P7', '%s, %d steps' % (zoom, found['steps']),
             '%.2f ms (worst %.2f), GROUP BY %.0f ms: 1/%.0f' % (found['store_us'] / 1000, found['worst_us'] / 1000,
                                                               found['group_us'] / 1000, 1 / ratio),
             '<= 16.7 ms, <= 1/1000', found['store_us'] <= FRAME_US and ratio <= 0.001)


class Desk:
    """A display and a session bus of their own."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix='thecal-bench.')
        path = self.folder.name
        self.running = []
        self.environment = {key: value for key, value in os.environ.items()
                            if key not in ('DISPLAY', 'WAYLAND_DISPLAY', 'PULSE_SERVER', 'NOTIFY_SOCKET')}
        self.environment.update(XDG_RUNTIME_DIR=path, HOME=path, XDG_CONFIG_HOME=path + '/config', XDG_STATE_HOME=path + '/state',
                                XDG_CACHE_HOME=path + '/cache', GSETTINGS_BACKEND='memory', GSK_RENDERER='cairo', GDK_BACKEND='x11',
                                GDK_DEBUG='gl-disable', GTK_A11Y='none', NO_AT_BRIDGE='1', THECAL_BACKLIGHT=path + '/none',
                                DBUS_SESSION_BUS_ADDRESS='unix:path=' + path + '/session',
                                DBUS_SYSTEM_BUS_ADDRESS='unix:path=' + path + '/nowhere')
        self.start('dbus-daemon', '--session', '--nofork', '--nopidfile', '--nosyslog',
                   '--address=' + self.environment['DBUS_SESSION_BUS_ADDRESS'])
        read_end, write_end = os.pipe()
        self.start('Xvfb', '-displayfd', str(write_end), '-screen', '0', '1280x800x24', '-noreset', '-nolisten', 'tcp',
                   pass_fds=(write_end,))
        os.close(write_end)
        with os.fdopen(read_end) as number:
            self.environment['DISPLAY'] = ':' + number.readline().strip()
        poll('the session bus', lambda: os.path.exists(path + '/session'))

    def start(self, *command, **options):
        with open(os.path.join(self.folder.name, 'log'), 'ab') as log:
            process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **options)
        self.running.append(process)
        return process

    def stop(self):
        for process in reversed(self.running):
            process.terminate()
            process.wait()
        self.folder.cleanup()

    def first_frame_ms(self, first_frame, *command):
        """From exec to its first painted frame."""
        path = os.path.join(self.folder.name, 'frame')
        if os.path.exists(path):
            os.unlink(path)
        environment = {**self.environment, 'LD_PRELOAD': first_frame, 'FIRST_FRAME_FILE': path}
        begin = time.monotonic()
        with open(os.path.join(self.folder.name, 'log'), 'ab') as log:
            subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, timeout=120, check=True)
        with open(path, encoding='ascii') as file:
            return int(file.read()) / 1000 - begin * 1000


def window(programs, line):
    """P10: beside the least that GTK shows, and a clock."""
    desk = Desk()
    try:
        state = os.path.join(desk.folder.name, 'state')
        make_database(programs['chart'], os.path.join(state, 'thecal.db'), READINGS)
        desk.start(programs['monitor'], '--no-bluetooth', '--state-dir', state)
        poll('the monitor', lambda: subprocess.run([programs['ctl'], 'status'], env=desk.environment, capture_output=True,
                                                   check=False).returncode == 0)
        times = {'thecal': [programs['thecal'], '--no-first-start'], 'hello': [programs['hello']]}
        if shutil.which('gnome-clocks'):
            times['clocks'] = ['gnome-clocks']
        # one after the other, so that what the machine does beside it falls on all; the first run of each is not counted
        runs = [{name: desk.first_frame_ms(programs['frame'], *command) for name, command in times.items()} for _ in range(RUNS + 1)]
        median = {name: statistics.median(run[name] for run in runs[1:]) for name in times}
        ratio = median['thecal'] / median['hello']
        line('P10', 'first frame, ten years in the database', '%.0f ms, GTK hello %.0f ms: %.2f x' % (median['thecal'], median['hello'], ratio),
             '<= 1.5 x hello', ratio <= 1.5)
        if 'clocks' in median:
            ratio = median['thecal'] / median['clocks']
            line('P10', 'the same beside gnome-clocks', '%.0f ms, gnome-clocks %.0f ms: %.2f x' % (median['thecal'], median['clocks'], ratio),
                 '<= 0.9 x clocks', ratio <= 0.9)
        else:
            line('P10', 'the same beside gnome-clocks', 'gnome-clocks is not installed', '<= 0.9 x clocks', None)
    finally:
        desk.stop()
