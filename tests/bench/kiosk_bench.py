# SPDX-License-Identifier: GPL-3.0-or-later
"""P10 of the bedside screen: its first frame, its memory, also over a day, and what it draws in a calm minute."""
import ctypes
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from ten_year_bench import RUNS, Desk
from ward import cpu_s, poll, private_kb

ALARM_RED = 0xA5131F  # of a high one, up to the edge of the screen
MINUTE_S = 60
WARM_H = 2  # every page was shown by then


def start_calm_monitor(desk, programs):
    """With a loudspeaker, a pump by its printout, and every alarm answered."""
    sound = os.path.join(desk.folder.name, 'sound')
    desk.environment['PULSE_SERVER'] = 'unix:' + sound
    desk.start('pulseaudio', '-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1',
               '-L', 'module-null-sink sink_name=speaker', '-L', 'module-native-protocol-unix auth-anonymous=1 socket=' + sound)
    poll('the sound server', lambda: os.path.exists(sound))
    desk.start(programs['monitor'], '--no-bluetooth', '--state-dir', os.path.join(desk.folder.name, 'state'))
    poll('the monitor', lambda: subprocess.run([programs['ctl'], 'status'], env=desk.environment, capture_output=True,
                                               check=False).returncode == 0)
    enter(desk, programs, '38', 60)
    time.sleep(15)  # the self-test of the start
    alarms = subprocess.run([programs['ctl'], 'alarms', '--json'], env=desk.environment, capture_output=True, text=True, check=True)
    for alarm in json.loads(alarms.stdout)['alarms']:
        subprocess.run([programs['ctl'], 'acknowledge', str(alarm['id'])], env=desk.environment, check=True, stdout=subprocess.DEVNULL)


def enter(desk, programs, reservoir_ml, minutes):
    """As it was read so long ago."""
    subprocess.run([programs['ctl'], 'enter', '--reservoir-ml', reservoir_ml, '--concentration-ug-per-ml', '500', '--dose-ug-per-day', '390',
                    '--capacity-ml', '40', '--low-ml', '3', '--at',
                    time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(time.time() - 60 * minutes))],
                   env=desk.environment, check=True, capture_output=True)


class Pixel:
    """One of the screen, looked at without a process of its own, which would be in the way of what is timed."""

    def __init__(self, display, x, y):
        self.x11 = ctypes.CDLL('libX11.so.6')
        for name in ('XOpenDisplay', 'XGetImage'):
            getattr(self.x11, name).restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = self.x11.XGetPixel.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(display.encode()))
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))
        self.place = x, y

    def get(self):
        image = ctypes.c_void_p(self.x11.XGetImage(self.display, self.root, *self.place, 1, 1, ctypes.c_ulong(0xFFFFFF), 2))  # ZPixmap
        colour = self.x11.XGetPixel(image, 0, 0) & 0xFFFFFF
        self.x11.XDestroyImage(image)
        return colour

    def close(self):
        self.x11.XCloseDisplay(self.display)


def killed(desk, programs):
    """Seconds from each new start until an alarm that sounds is on the screen."""
    enter(desk, programs, '0.3', 1)
    edge = Pixel(desk.environment['DISPLAY'], 3, 400)
    took = []
    for _ in range(RUNS):
        begin = time.monotonic()
        screen = desk.start(programs['kiosk'])
        poll('the alarm', lambda: edge.get() == ALARM_RED)
        took.append(time.monotonic() - begin)
        screen.kill()
        screen.wait()
        poll('the dark', lambda: edge.get() != ALARM_RED)
    edge.close()
    return took


def median_first_frames(desk, programs, times):
    """One after the other, so that what the machine does beside it falls on all; the first run of each is not counted."""
    runs = [{name: desk.first_frame_ms(programs['frame'], *command) for name, command in times.items()} for _ in range(RUNS + 1)]
    return {name: statistics.median(run[name] for run in runs[1:]) for name in times}


def first_frame_under_cage(desk, programs, line):
    """The compositor at a bed, which makes every window as large as the screen."""
    what, goal = 'first frame of the kiosk under cage', '<= 1.5 x hello'
    if not shutil.which('cage'):
        line('P10', what, 'cage is not installed', goal, None)
        return
    folder = os.path.join(desk.folder.name, 'cage')
    os.mkdir(folder, 0o700)
    drop = []
    if os.geteuid() == 0:  # it refuses to be root
        os.chown(folder, 65534, 65534)
        os.chmod(desk.folder.name, 0o711)
        drop = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
    desk.start(*drop, 'env', '-u', 'DISPLAY', 'XDG_RUNTIME_DIR=' + folder, 'HOME=' + folder, 'WLR_BACKENDS=headless',
               'WLR_RENDERER=pixman', 'WLR_LIBINPUT_NO_DEVICES=1', 'cage', '--', 'sleep', '1000')
    socket = os.path.join(folder, 'wayland-0')
    poll('cage', lambda: os.path.exists(socket))
    usual = dict(desk.environment)
    desk.environment.update(GDK_BACKEND='wayland', WAYLAND_DISPLAY=socket)
    median = median_first_frames(desk, programs, {'kiosk': [programs['kiosk']], 'hello': [programs['hello']]})
    desk.environment = usual
    ratio = median['kiosk'] / median['hello']
    line('P10', what, '%.0f ms, GTK hello %.0f ms: %.2f x' % (median['kiosk'], median['hello'], ratio), goal, ratio <= 1.5)


def kiosk(programs, line):
    desk = Desk()
    try:
        start_calm_monitor(desk, programs)
        first_frame_under_cage(desk, programs, line)
        median = median_first_frames(desk, programs, {
            'kiosk': [programs['kiosk']], 'small': [programs['hello']], 'hello': [programs['hello'], 'fill']})
        # a window that fills the screen costs more than a small one whatever is in it
        ratio = median['kiosk'] / median['hello']
        line('P10', 'the same under X11', '%.0f ms, GTK hello of its size %.0f ms: %.2f x' % (median['kiosk'], median['hello'], ratio),
             '<= 1.5 x hello', ratio <= 1.5)
        line('P10', 'the same beside a small hello', '%.0f ms: %.2f x, its own size alone %.2f x' % (
            median['small'], median['kiosk'] / median['small'], median['hello'] / median['small']), 'told only', None)
        count = os.path.join(desk.folder.name, 'count')
        desk.environment.update(LD_PRELOAD=programs['frame'], FRAME_COUNT_FILE=count)
        screen = desk.start(programs['kiosk'])
        time.sleep(20)

        def frames():
            with open(count, encoding='ascii') as file:
                return int(file.read())

        before, used = frames(), cpu_s(screen.pid)
        time.sleep(MINUTE_S)
        drawn, used = frames() - before, cpu_s(screen.pid) - used
        memory = private_kb(screen.pid)
        line('P10', 'frames of the kiosk in a calm minute', '%d' % drawn, '1 or 2', 1 <= drawn <= 2)
        line('P10', 'its CPU in that minute', '%.0f ms, %.2f %%' % (used * 1000, used / MINUTE_S * 100), '< 1 %', used / MINUTE_S < 0.01)
        line('P10', 'its private dirty memory', '%.1f MB' % (memory / 1024), '< 60 MB', memory < 60 * 1024)
        del desk.environment['LD_PRELOAD'], desk.environment['FRAME_COUNT_FILE']
        screen.kill()
        took = sorted(killed(desk, programs))
        # seconds, which say nothing of a machine that has other things to do
        met = took[-1] <= 3 if os.getloadavg()[0] <= os.cpu_count() else None
        line('P10', 'started anew, its alarm is back after', '%.1f s, at most %.1f s, load %.1f' %
             (statistics.median(took), took[-1], os.getloadavg()[0]), '<= 3 s', met)
    finally:
        desk.stop()


def live_day(programs):
    """What kiosk_day.py says of it, which tries nothing a second time."""
    with tempfile.TemporaryDirectory(prefix='thecal-bench.') as pictures:
        environment = {**os.environ, 'DAY_CLOCK': programs['clock'], 'DAY_FRAMES': programs['frame'], 'GSETTINGS_BACKEND': 'memory',
                       'THECAL_ALSA_PCM': 'null', 'LC_ALL': 'C.UTF-8', 'XDG_CONFIG_HOME': '/proc/none/config'}
        command = ['/usr/bin/python3', '-B', os.path.join(os.path.dirname(os.path.abspath(__file__)), 'kiosk_day.py'),
                   *(programs[name] for name in ('kiosk', 'monitor', 'sim', 'ctl', 'xml')), pictures]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr)
        raise RuntimeError('the day of the kiosk did not end')
    return next(json.loads(text) for text in done.stdout.splitlines() if text.startswith('{'))


def day(programs, line):
    found = live_day(programs)
    memory = [kb / 1024 for kb in found['private_kb']]
    warm = memory[WARM_H - 1:]
    slope = statistics.linear_regression(range(len(warm)), warm).slope
    for first in range(0, len(memory), 12):
        print('# kiosk, MB after hour %d and on: %s' % (first + 1, ' '.join('%.1f' % mb for mb in memory[first:first + 12])))
    print('# in it: %s' % ', '.join('%s %d' % item for item in found['happened'].items() if ':' not in item[0]))
    line('P10', 'frames of the kiosk in a day with all its pages', '%d in %d min' % (found['frames'], found['minutes']), '1 a minute and more',
         found['frames'] >= found['minutes'])
    highest = found['highest_kb'] / 1024
    line('P10', 'its private dirty memory in a day, at most', '%.1f MB' % highest, '< 60 MB', highest < 60)
    line('P10', 'its growth from hour %d to %d' % (WARM_H, len(memory)), '%+.3f MB an hour' % slope, '<= 0.1 MB an hour', slope <= 0.1)
