#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs inside the guest that is a bedside screen, as its last unit. usage: kiosk_drill.py FOLDER-OF-TESTS/signal

One TAP line for each thing that must be seen; pictures and logs go to /mnt/out."""
import array
import errno
import json
import os
import pwd
import signal
import subprocess
import sys
import time
from pathlib import Path

from drill_steps import CAUGHT, PATIENCE, Failed, tell_failure, wait

sys.path.insert(0, sys.argv[1])
from servers import RATE_HZ, find_pulses  # noqa: E402

OUT = Path('/mnt/out')
BACK_S = 40   # a killed screen is there again: 3 s on a real machine, on which a start is 40 times as fast
RESTARTS_MAX = 8  # so often in vain: it will not come
LAMP = Path('/sys/class/backlight/acpi_video0')
USER = pwd.getpwnam('thecal')
RUNTIME = f'/run/user/{USER.pw_uid}'
ENVIRONMENT = {'PATH': '/usr/local/bin:/usr/bin:/bin', 'HOME': USER.pw_dir, 'XDG_RUNTIME_DIR': RUNTIME, 'LANG': 'C.UTF-8',
               'DBUS_SESSION_BUS_ADDRESS': f'unix:path={RUNTIME}/bus', 'PULSE_SERVER': f'unix:{RUNTIME}/pulse/native'}


def as_user(*command, **options):
    return subprocess.run(command, env=ENVIRONMENT, user=USER.pw_uid, group=USER.pw_gid, extra_groups=[], capture_output=True,
                          timeout=60 * PATIENCE, stdin=subprocess.DEVNULL, check=False, **options)


def ctl(*arguments):
    done = as_user('thecalctl', *arguments)
    return json.loads(done.stdout) if done.returncode == 0 and done.stdout else {}


def show(unit, *names):
    text = subprocess.run(['systemctl', 'show', unit, *(f'-p{name}' for name in names)], capture_output=True, text=True, timeout=60 * PATIENCE,
                          check=False).stdout
    return dict(line.split('=', 1) for line in text.splitlines() if '=' in line)


def is_shown():
    """Type=notify: it says so when it has drawn its first picture."""
    state = show('thecal-kiosk.service', 'ActiveState', 'NRestarts')
    if int(state['NRestarts']) > RESTARTS_MAX:
        said = subprocess.run(['journalctl', '-b', '--no-pager', '-o', 'cat', '-n', '12', '-u', 'thecal-kiosk.service'], capture_output=True, text=True,
                              timeout=60 * PATIENCE, check=False).stdout
        raise Failed(f'the screen was started {state["NRestarts"]} times; it said:\n{said}')
    return state['ActiveState'] == 'active'


def in_unit():
    """The programs that run in it, with their pids."""
    tasks = Path('/sys/fs/cgroup/system.slice/thecal-kiosk.service/cgroup.procs').read_text(encoding='ascii').split()
    return {Path(f'/proc/{task}/comm').read_text(encoding='ascii').strip(): int(task) for task in tasks}


def restart(compositor):
    subprocess.run(['mount', '-o', 'remount,rw', '/'], check=True, timeout=60)
    Path('/etc/default/thecal-kiosk').write_text(f'THECAL_COMPOSITOR={compositor}\n', encoding='ascii')
    # ends when it is shown
    subprocess.run(['systemctl', 'restart', 'thecal-kiosk.service'], check=True, timeout=100 * PATIENCE)


def leave(compositor):
    """What follows when the screen ends as it does behind the PIN, in place of which there is a program that ends so."""
    restart(compositor)
    wait('no restart, and the login', 30, lambda: show('thecal-kiosk.service', 'ActiveState')['ActiveState'] == 'inactive' and
         show('getty@tty1.service', 'ActiveState')['ActiveState'] == 'active')
    if show('thecal-kiosk.service', 'ExecMainStatus')['ExecMainStatus'] != '10':
        raise Failed(f'left with {show("thecal-kiosk.service", "ExecMainStatus")}')


def picture(name):
    """Of what the compositor really shows."""
    # the newest: each compositor has its own number
    socket = max((path for path in Path(RUNTIME).glob('wayland-*') if path.is_socket()), key=lambda path: path.stat().st_ctime)
    done = as_user('env', f'WAYLAND_DISPLAY={socket.name}', 'grim', f'{RUNTIME}/picture.png')
    if done.returncode != 0:
        raise Failed(f'grim: {done.stderr.decode()}')
    data = Path(RUNTIME, 'picture.png').read_bytes()
    (OUT / f'{name}.png').write_bytes(data)
    return data


def reservoir_ml():
    values = (ctl('status', '--json').get('pumps') or [{}])[0].get('values', {})
    return values.get('reservoir_ml', {}).get('value') or 0


def high_alarms():
    return [alarm['condition'] for alarm in ctl('alarms', '--json').get('alarms', []) if alarm['priority'] == 'high']


def relay():
    """On or off, in order."""
    return [line.split()[2] for line in Path('/run/relay.log').read_text(encoding='ascii').splitlines()]


def brightness():
    """Of the panel, in steps, and how many there are."""
    return tuple(int((LAMP / name).read_text(encoding='ascii')) for name in ('brightness', 'max_brightness'))


def set_night(from_hour, to_hour):
    """As the settings page keeps it."""
    text = f'[night]\nFrom={from_hour % 24:02}:00\nTo={to_hour % 24:02}:00\nBrightness=20\n'
    script = 'mkdir -p ~/.config/thecal && cd ~/.config/thecal && printf %s "$1" >kiosk.ini.new && mv kiosk.ini.new kiosk.ini'
    done = as_user('sh', '-c', script, 'sh', text)
    if done.returncode != 0:
        raise Failed(f'kiosk.ini: {done.stderr}')


def record(seconds):
    """Pulses that the loudspeaker really played."""
    path = f'{RUNTIME}/recording'
    command = ['timeout', str(seconds), 'parec', '--device=speaker.monitor', '--raw', '--format=s16le', '--channels=1', f'--rate={RATE_HZ}']
    with open(path, 'wb') as out:
        subprocess.run(command, env=ENVIRONMENT, user=USER.pw_uid, group=USER.pw_gid, extra_groups=[], stdout=out, stderr=subprocess.DEVNULL,
                       stdin=subprocess.DEVNULL, timeout=(seconds + 30) * PATIENCE, check=False)
    octets = Path(path).read_bytes()
    samples = array.array('h')
    samples.frombytes(octets[:len(octets) // 2 * 2])
    return find_pulses(samples)


class Drill:
    def calm(self):
        """From the start of the machine to the calm screen, nobody having logged in."""
        wait('the screen', 120, is_shown)
        with open('/proc/uptime', encoding='ascii') as uptime:
            print(f'# shown {uptime.read().split()[0]} s after the start of the kernel')
        wait('the monitor', 60, lambda: ctl('status', '--json').get('pumps'))
        wait('12.7 mL', 60, lambda: reservoir_ml() > 12)
        time.sleep(3 * PATIENCE)
        picture('kiosk-lab-calm')
        if high_alarms():
            raise Failed(f'{high_alarms()}: {ctl("status", "--json").get("self_test")}')
        # tried at the start, and off since
        if relay()[-1:] != ['off'] or 'on' not in relay():
            raise Failed(f'the relay: {relay()}')

    def sandbox(self):
        """It runs as nobody in particular, in its unit, with no rights."""
        pid = int(show('thecal-kiosk.service', 'MainPID')['MainPID'])
        status = dict(line.split(':\t', 1) for line in Path(f'/proc/{pid}/status').read_text(encoding='ascii').splitlines() if ':\t' in line)
        if status['Uid'].split()[0] != str(USER.pw_uid) or int(status['CapEff'], 16) != 0 or status['NoNewPrivs'] != '1' or status['Seccomp'] != '2':
            raise Failed(f'{status["Uid"]} {status["CapEff"]} {status["NoNewPrivs"]} {status["Seccomp"]}')
        if not {'cage', 'thecal-kiosk'} <= set(in_unit()):
            raise Failed(f'in the unit: {in_unit()}')

    def read_only(self):
        """All this on a root that nothing can be written to; what is kept is on the filesystem of the data."""
        try:
            Path('/etc/written').touch()
        except OSError as reason:
            if reason.errno != errno.EROFS:
                raise
        else:
            raise Failed('the root can be written to')
        data = Path(USER.pw_dir)
        if not data.is_mount() or not any(path.stat().st_size > 0 for path in data.glob('.local/state/thecal/*.db')):
            raise Failed(f'{data}: {[str(path) for path in data.rglob("*")]}')

    def dimmed(self):
        """Without a session, and out of its sandbox, it turns the lamp of the panel down when it is night."""
        set_night(0, 0)
        wait('the day', 60, lambda: brightness() == (19, 19))
        hour = time.localtime().tm_hour
        set_night(hour - 2, hour + 2)
        wait('the dark', 60, lambda: brightness() == (4, 19))
        picture('kiosk-lab-night')

    def alarm(self):
        """A high alarm is heard in what the loudspeaker played, fills the screen, which is bright again, and switches the relay."""
        Path(RUNTIME, 'pump.steps').write_text('reservoir 0.3\n', encoding='ascii')
        wait('an alarm', 30, lambda: 'reservoir-empty' in high_alarms())
        before = len(relay())
        pulses = record(20)
        print(f'# {len(pulses)} pulses in 20 s: {pulses[:12]}')
        if len(pulses) < 10:
            raise Failed('no burst of a high alarm was heard')
        flashes = relay()[before:]
        if flashes.count('on') < 5 or any(one == other for one, other in zip(flashes, flashes[1:])):
            raise Failed(f'the relay: {flashes[:20]}')
        print(f'# the relay: {len(flashes)} switchings')
        picture('kiosk-lab-alarm')
        if brightness() != (19, 19):
            raise Failed(f'an alarm in the dark: {brightness()}')

    def killed(self):
        """A screen that is killed is back, while the alarm sounds on."""
        pid = show('thecal-kiosk.service', 'MainPID')['MainPID']
        began = time.monotonic()
        subprocess.run(['systemctl', 'kill', '--signal=KILL', 'thecal-kiosk.service'], check=True, timeout=60 * PATIENCE)
        wait('the screen again', BACK_S, lambda: show('thecal-kiosk.service', 'MainPID')['MainPID'] not in (pid, '0') and is_shown())
        print(f'# back after {time.monotonic() - began:.1f} s')
        if not record(15):
            raise Failed('it does not sound any more')
        time.sleep(3 * PATIENCE)
        picture('kiosk-lab-again')

    def sway(self):
        """The other compositor, with the same alarm in it; it ends with the screen, and both come back."""
        restart('sway')
        if not {'sway', 'thecal-kiosk'} <= set(in_unit()):
            raise Failed(f'in the unit: {in_unit()}')
        time.sleep(3 * PATIENCE)
        picture('kiosk-lab-sway')
        pid = show('thecal-kiosk.service', 'MainPID')['MainPID']
        os.kill(in_unit()['thecal-kiosk'], signal.SIGKILL)
        wait('both again', BACK_S, lambda: show('thecal-kiosk.service', 'MainPID')['MainPID'] not in (pid, '0') and is_shown())

    def left(self):
        """Left behind the PIN, under either compositor: it stays away and the login comes."""
        screen = Path('/usr/local/bin/thecal-kiosk')
        screen.unlink()
        screen.write_text('#!/bin/sh\nsystemd-notify --ready\nsleep 2\nexit 10\n', encoding='ascii')
        screen.chmod(0o755)
        leave('sway')
        leave('cage')


def main():
    steps = ('calm', 'sandbox', 'read_only', 'dimmed', 'alarm', 'killed', 'sway', 'left')
    drill = Drill()
    failed = False
    print(f'1..{len(steps)}', flush=True)
    for number, name in enumerate(steps, 1):
        began = time.monotonic()
        try:
            getattr(drill, name)()
            print(f'ok {number} {name}', flush=True)
        except CAUGHT as reason:
            failed = True
            tell_failure(number, name, reason)
        print(f'# {name}: {time.monotonic() - began:.1f} s', flush=True)
        if failed and name == 'calm':
            print('Bail out! there is no screen', flush=True)
            break
    (OUT / 'status').write_text('1\n' if failed else '0\n', encoding='ascii')


main()
