#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times and memory as ratios of one run on one machine; judges nothing.

usage: bench.py MONITOR SIM CTL STORE_BENCH CORE_BENCH CHART_BENCH THECAL HELLO FIRST_FRAME KIOSK DAY_CLOCK MONITOR_XML [P1 P2 …]
"""
import datetime
import importlib.util
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import kiosk_bench
import ten_year_bench
from ward import Ward, cpu_s, poll, private_kb, wakeups

MONITOR, SIM, CTL, STORE_BENCH, CORE_BENCH, CHART_BENCH, THECAL, HELLO, FIRST_FRAME, KIOSK, DAY_CLOCK, XML = map(
    os.path.abspath, sys.argv[1:13])
CHOSEN = sys.argv[13:]
BLEAK = [sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'bleak_client.py')]
HAS_BLEAK = importlib.util.find_spec('bleak') is not None
UPOWERD = '/usr/libexec/upowerd'
SILENT = '[scenario]\nReportEveryS=3600\nIntervalMin=120\n[pump]\nReservoirMl=18\n'


def line(name, what, figure, goal, met):
    verdict = {True: 'met', False: 'NOT met', None: 'not judged'}[met]
    print('%-4s %-46s %-44s goal %-22s %s' % (name, what, figure, goal, verdict), flush=True)


def monitor_command(ward):
    return [MONITOR, '--state-dir', os.path.join(ward.folder.name, 'state')]


def idle():
    """P1: nothing is said, no deadline is due."""
    ward = Ward(SIM, 10, scenario=SILENT)
    try:
        # with a loudspeaker, and with every alarm answered: nothing sounds, nothing is tried again
        sound = os.path.join(ward.folder.name, 'sound')
        ward.environment['PULSE_SERVER'] = 'unix:' + sound
        ward.start('pulseaudio', '-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1',
                   '-L', 'module-null-sink sink_name=speaker',
                   '-L', 'module-native-protocol-unix auth-anonymous=1 socket=' + sound)
        poll('the sound server', lambda: os.path.exists(sound))
        monitor = ward.start(*monitor_command(ward))
        ward.await_listening()
        time.sleep(15)  # the first readings, the self-test of the start
        alarms = subprocess.run([CTL, 'alarms', '--json'], env=ward.environment, capture_output=True, text=True,
                                check=True)
        for alarm in json.loads(alarms.stdout)['alarms']:
            subprocess.run([CTL, 'acknowledge', str(alarm['id'])], env=ward.environment, check=True,
                           stdout=subprocess.DEVNULL)
        time.sleep(3)
        before, used = wakeups(monitor.pid), cpu_s(monitor.pid)
        time.sleep(60)
        count, used = wakeups(monitor.pid) - before, cpu_s(monitor.pid) - used
        line('P1', 'sleeps ended in 60 s idle, 10 pumps', '%d, %.0f ms of CPU' % (count, used * 1000),
             '0 beside liveness reads', None)
        memory = private_kb(monitor.pid)
        if os.path.exists(UPOWERD):
            daemon = ward.start(UPOWERD)
            time.sleep(3)
            other = private_kb(daemon.pid)
            line('P1', 'private dirty memory', '%d kB, upowerd %d kB: %.1f x' % (memory, other, memory / other),
                 '<= 2 x upowerd', memory <= 2 * other)
        else:
            line('P1', 'private dirty memory', '%d kB (upowerd is not installed)' % memory, '<= 2 x upowerd', None)
    finally:
        ward.stop()


def cpu_per_event(command_of, rate_hz, seconds=10):
    """Microseconds of CPU for one report of ten pumps."""
    ward = Ward(SIM, 10, rate_hz=rate_hz)
    try:
        program = ward.start(*command_of(ward))
        ward.await_listening()
        time.sleep(2)
        before, begin = cpu_s(program.pid), time.monotonic()
        time.sleep(seconds)
        used, took = cpu_s(program.pid) - before, time.monotonic() - begin
        return used / (took * rate_hz * 10) * 1e6
    finally:
        ward.stop()


def receive():
    """P2: hear, decode, decide, store and tell; bleak only hears and looks at two fields."""
    for rate_hz in (10, 100):
        ours = cpu_per_event(monitor_command, rate_hz)
        if not HAS_BLEAK:
            line('P2', '%d reports/s of 10 pumps' % (rate_hz * 10), '%.0f us (bleak is not installed)' % ours,
                 '<= 0.5 x bleak', None)
            continue
        theirs = cpu_per_event(lambda ward: [*BLEAK, '10'], rate_hz)
        line('P2', 'CPU per report, %d/s of 10 pumps' % (rate_hz * 10),
             '%.0f us, bleak %.0f us: %.2f x' % (ours, theirs, ours / theirs), '<= 0.5 x bleak', ours <= 0.5 * theirs)


def start_s(ward, command):
    begin = time.monotonic()
    program = ward.start(*command)
    ward.await_listening()
    took = time.monotonic() - begin
    ward.end(program)
    return took


def start_ours(n_pumps):
    ward = Ward(SIM, n_pumps, scenario=SILENT)
    try:
        runs = []
        for _ in range(4 if n_pumps == 10 else 2):
            runs.append(start_s(ward, monitor_command(ward)))
            poll('nobody listens', lambda: ward.n_listened() == 0, step_s=0.2)
        return statistics.median(runs[1:])
    finally:
        ward.stop()


def start_bleak(n_pumps):
    """None: not all of them in two minutes."""
    ward = Ward(SIM, n_pumps, scenario=SILENT)
    try:
        return start_s(ward, [*BLEAK, str(n_pumps)])
    except RuntimeError:
        return None
    finally:
        ward.stop()


def start():
    """P5: from exec until every pump is listened to, with the state of a run before."""
    for n_pumps in (10, 1000):
        ours = start_ours(n_pumps)
        theirs = start_bleak(n_pumps) if HAS_BLEAK else None
        if theirs is None:
            line('P5', 'start to listening, %d pumps' % n_pumps, '%.2f s, bleak none' % ours, '<= 0.25 x bleak', None)
        else:
            line('P5', 'start to listening, %d pumps' % n_pumps,
                 '%.2f s, bleak %.2f s: %.2f x' % (ours, theirs, ours / theirs), '<= 0.25 x bleak', ours <= 0.25 * theirs)


def store():
    """P6: a reading that is on the disk, beside a raw file."""
    with tempfile.TemporaryDirectory(prefix='thecal-bench.', dir=os.getcwd()) as folder:
        figures = json.loads(subprocess.run([STORE_BENCH, folder], capture_output=True, text=True, check=True).stdout)
    ratio = figures['single_per_s'] / figures['raw_per_s']
    line('P6', 'durable readings, one at a time',
         '%.0f/s, raw fdatasync %.0f/s: %.2f x' % (figures['single_per_s'], figures['raw_per_s'], ratio),
         '>= 0.8 x raw', ratio >= 0.8)
    ratio = figures['batch_bytes'] / figures['single_bytes']
    line('P6', 'bytes of a reading in a ward batch',
         '%.0f, alone %.0f: %.3f x' % (figures['batch_bytes'], figures['single_bytes'], ratio), '<= 0.1 x',
         ratio <= 0.1)


def core():
    """P8: a report while many alarms stand, and a turn of the loop beside them."""
    figures = json.loads(subprocess.run([CORE_BENCH], capture_output=True, text=True, check=True).stdout)
    ratio = figures['many_ns'] / figures['few_ns']
    line('P8', 'one event, %d alarms against %d' % (figures['many'], figures['few']),
         '%.0f ns, %.0f ns: %.2f x' % (figures['many_ns'], figures['few_ns'], ratio), '<= 1.5 x', ratio <= 1.5)
    ratio = figures['one_ns'] / figures['none_ns']
    line('P8', 'one turn of the loop, with their one deadline',
         '%.0f ns, without %.0f ns: %.2f x' % (figures['one_ns'], figures['none_ns'], ratio), '<= 1.2 x', ratio <= 1.2)


def write_session(path, years):
    """A report every five minutes; a refill whenever 2.5 mL are left."""
    when = datetime.datetime(2026, 1, 1)
    level = 20.0
    step = datetime.timedelta(minutes=5)
    with open(path, 'w', encoding='ascii') as file:
        file.write('{"plan":{}}\n')
        for seq in range(2, 2 + years * 105120):
            level -= 0.15 / 288
            if level < 2.5:
                level = 20.0
                file.write('{"at":"%sZ","event":"refill","filled_ml":20}\n' % when.isoformat())
            file.write('{"at":"%sZ","event":"status","source":"implant","reservoir_ml":%.3f,"flow_ml_per_day":0.15,'
                       '"therapy":"run","interval_s":300,"seq":%d}\n' % (when.isoformat(), level, seq))
            when += step


def run_replay(path):
    """Seconds and peak memory in kB."""
    begin = time.monotonic()
    with open(os.devnull, 'wb') as nowhere:
        process = subprocess.Popen([CTL, 'replay', path, '--json'], stdout=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.monotonic() - begin, usage.ru_maxrss


def replay():
    """P9: ten pump-years."""
    with tempfile.TemporaryDirectory(prefix='thecal-bench.') as folder:
        one, ten = os.path.join(folder, 'one'), os.path.join(folder, 'ten')
        write_session(one, 1)
        write_session(ten, 10)
        _, small_kb = run_replay(one)
        runs = [run_replay(ten) for _ in range(3)]
    took, large_kb = statistics.median(run[0] for run in runs), runs[0][1]
    line('P9', 'replay of ten pump-years', '%.2f s' % took, '<= 2 s', took <= 2)
    line('P9', 'its memory', '%d kB, of one year %d kB: %.2f x' % (large_kb, small_kb, large_kb / small_kb),
         'flat', large_kb <= 1.1 * small_kb)


def chart():
    ten_year_bench.chart(CHART_BENCH, line)


def window():
    ten_year_bench.window({'chart': CHART_BENCH, 'monitor': MONITOR, 'ctl': CTL, 'thecal': THECAL, 'hello': HELLO, 'frame': FIRST_FRAME},
                          line)


def kiosk():
    kiosk_bench.kiosk({'monitor': MONITOR, 'ctl': CTL, 'kiosk': KIOSK, 'hello': HELLO, 'frame': FIRST_FRAME}, line)


def kiosk_day():
    kiosk_bench.day({'monitor': MONITOR, 'sim': SIM, 'ctl': CTL, 'kiosk': KIOSK, 'xml': XML, 'frame': FIRST_FRAME, 'clock': DAY_CLOCK}, line)


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(65536, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    parts = {'P1': idle, 'P2': receive, 'P5': start, 'P6': store, 'P7': chart, 'P8': core, 'P9': replay, 'P10': window, 'kiosk': kiosk,
             'kiosk-day': kiosk_day}
    print('# %d processors; figures are for ratios within this run' % os.cpu_count())
    for name, part in parts.items():
        if not CHOSEN or name in CHOSEN:
            part()


if __name__ == '__main__':
    assert shutil.which('dbus-daemon')
    main()
