# SPDX-License-Identifier: GPL-3.0-or-later
"""P10 of the bedside screen: its first frame, its memory, and what it draws in a calm minute."""
import json
import os
import statistics
import subprocess
import time

from ten_year_bench import RUNS, Desk
from ward import cpu_s, poll, private_kb

MINUTE_S = 60


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
    subprocess.run([programs['ctl'], 'enter', '--reservoir-ml', '38', '--concentration-ug-per-ml', '500', '--dose-ug-per-day', '390',
                    '--capacity-ml', '40', '--low-ml', '3', '--at', time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(time.time() - 3600))],
                   env=desk.environment, check=True, capture_output=True)
    time.sleep(15)  # the self-test of the start
    alarms = subprocess.run([programs['ctl'], 'alarms', '--json'], env=desk.environment, capture_output=True, text=True, check=True)
    for alarm in json.loads(alarms.stdout)['alarms']:
        subprocess.run([programs['ctl'], 'acknowledge', str(alarm['id'])], env=desk.environment, check=True, stdout=subprocess.DEVNULL)


def kiosk(programs, line):
    desk = Desk()
    try:
        start_calm_monitor(desk, programs)
        times = {'kiosk': [programs['kiosk']], 'small': [programs['hello']], 'hello': [programs['hello'], 'fill']}
        # one after the other, so that what the machine does beside it falls on all; the first run of each is not counted
        runs = [{name: desk.first_frame_ms(programs['frame'], *command) for name, command in times.items()} for _ in range(RUNS + 1)]
        median = {name: statistics.median(run[name] for run in runs[1:]) for name in times}
        # a window that fills the screen costs more than a small one whatever is in it
        ratio = median['kiosk'] / median['hello']
        line('P10', 'first frame of the kiosk', '%.0f ms, GTK hello of its size %.0f ms: %.2f x' % (median['kiosk'], median['hello'], ratio),
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
    finally:
        desk.stop()
