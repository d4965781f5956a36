#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs inside the guest: thecal-monitor with a lamp on line 3 of a CP2112 (fake_gpio.py), through the kernel's own driver.

usage: lamp_drill.py THECAL_SIM THECAL_MONITOR THECALCTL. One TAP line for each thing that must be seen."""
import grp
import json
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

from drill_steps import CAUGHT, PATIENCE, Failed, tell_failure, wait

HERE = Path(__file__).parent
LOGS = Path('/run/log')
SWITCHED = Path('/run/gpio.log')
LABEL, LINE = 'cp2112_gpio', 3
USER = pwd.getpwnam('thecal')
GPIO = grp.getgrnam('gpio').gr_gid
HOME = Path('/run/user', str(USER.pw_uid))
STEPS = HOME / 'pump.steps'
ENVIRONMENT = {'PATH': '/usr/local/bin:/usr/bin:/bin', 'HOME': str(HOME), 'XDG_RUNTIME_DIR': str(HOME), 'LANG': 'C.UTF-8',
               'DBUS_SESSION_BUS_ADDRESS': f'unix:path={HOME}/bus', 'PULSE_SERVER': f'unix:{HOME}/sound',
               'THECAL_NOTIFICATION': 'none', 'THECAL_ALSA_PCM': 'null',
               'THECAL_LAMP': f'gpio:{LABEL}:{LINE}'}


def as_user():
    return {'user': USER.pw_uid, 'group': USER.pw_gid, 'extra_groups': os.getgrouplist(USER.pw_name, USER.pw_gid), 'env': ENVIRONMENT, 'cwd': '/'}


def start(name, *command, **options):
    options.setdefault('stdin', subprocess.DEVNULL)
    with open(LOGS / f'{name}.log', 'ab') as log:
        return subprocess.Popen(command, stdout=log, stderr=log, **options)


def ctl(*arguments):
    done = subprocess.run(['thecalctl', *arguments], capture_output=True, text=True, timeout=20 * PATIENCE, stdin=subprocess.DEVNULL,
                          check=False, **as_user())
    return done.stdout if done.returncode == 0 else ''


def status():
    text = ctl('status', '--json')
    return json.loads(text) if text else {}


def lamp():
    """As it was tried last: (it switched, what was said); None: it was not tried yet."""
    return next(((test['ok'], test['detail']) for test in status().get('self_test', []) if test['channel'] == 'lamp'), None)


def lamp_is(ok):
    answer = lamp()
    return answer if answer and answer[0] == ok else None


def n_faults():
    """How often a lamp was told that cannot be used; not how often a slow guest let it wait."""
    return (LOGS / 'changes.log').read_text(encoding='utf-8', errors='replace').count('string "GPIO ')


def alarm(condition):
    return next((one for one in status().get('alarms', []) if one['condition'] == condition and one['state'] == 'true'), None)


def switched():
    """(seconds, line, what), in order"""
    lines = [line.split() for line in SWITCHED.read_text(encoding='ascii').splitlines()] if SWITCHED.exists() else []
    return [(float(at), int(line), what) for at, line, what in lines]


def is_flashing(events):
    """On and off in turn, on no other line."""
    what = [word for _, line, word in events if word in ('on', 'off')]
    return what.count('on') >= 5 and all(one != other for one, other in zip(what, what[1:])) and {line for _, line, _ in events} == {LINE}


def watch(seconds):
    """What is switched from now on."""
    before = len(switched())
    time.sleep(seconds)
    return switched()[before:]


class Drill:
    def __init__(self):
        for program in sys.argv[1:4]:
            shutil.copy(program, '/usr/local/bin/')
        HOME.mkdir(parents=True)
        shutil.copy(HERE / 'kiosk.scenario', HOME)
        os.mkfifo(STEPS)
        for path in (HOME, STEPS):
            os.chown(path, USER.pw_uid, USER.pw_gid)
        start('bus', 'dbus-daemon', '--session', '--nofork', '--nopidfile', '--nosyslog', f'--address=unix:path={HOME}/bus', **as_user())
        start('sound', 'pulseaudio', '-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1',
              '-L', 'module-null-sink sink_name=speaker', '-L', f'module-native-protocol-unix socket={HOME}/sound', **as_user())
        address = HOME / 'pump.address'
        start('sim', 'thecal-sim', '--stand-in', '--stdin', f'--address-file={address}', f'--scenario={HOME}/kiosk.scenario',
              stdin=os.open(STEPS, os.O_RDWR), **as_user())
        self.plug_in()
        wait('the bus', 30, Path(HOME, 'bus').exists)
        start('changes', 'dbus-monitor', '--session', "type='signal',member='PropertiesChanged'", **as_user())
        wait('sound and pump', 30, lambda: Path(HOME, 'sound').exists() and address.exists() and address.read_text(encoding='ascii').strip())
        ENVIRONMENT['DBUS_SYSTEM_BUS_ADDRESS'] = address.read_text(encoding='ascii').strip()

    def plug_in(self):
        self.bridge = start('bridge', sys.executable, '-B', str(HERE / 'fake_gpio.py'), str(SWITCHED))

    def pull_out(self):
        self.bridge.kill()
        self.bridge.wait(10 * PATIENCE)

    def start_monitor(self):
        self.monitor = start('monitor', 'thecal-monitor', **as_user())
        wait('the monitor', 60, status)

    def tell(self, step):
        STEPS.write_text(step + '\n', encoding='ascii')

    def must_run(self):
        """It reads its pump and answers at once, whatever the lamp does."""
        if self.monitor.poll() is not None:
            raise Failed(f'the monitor ended: {self.monitor.returncode}')
        self.level = self.level - 0.01
        self.tell(f'reservoir {self.level:.2f}')
        wait('a new level', 20, lambda: abs(status()['pumps'][0]['values']['reservoir_ml']['value'] - self.level) < 0.005)
        began = time.monotonic()
        status()
        print(f'# it answers in {time.monotonic() - began:.2f} s')

    def must_be_back(self):
        """It flashes by itself. The alarm may stand on: on a slow guest the speech fails too."""
        wait('flashes again', 30, lambda: is_flashing(watch(4)))
        wait('a lamp that switches', 20, lambda: lamp_is(True))

    def device(self):
        """The kernel makes lines of it, and udev gives them to the group that the screen's user is in."""
        path = wait('a GPIO chip', 20, lambda: list(Path('/dev').glob('gpiochip*')))[0]
        wait(f'the group of {path}', 20, lambda: path.stat().st_gid == GPIO)
        print(f'# {path}')
        if stat.S_IMODE(path.stat().st_mode) != 0o660:
            raise Failed(oct(path.stat().st_mode))

    def self_test(self):
        """At its start it is on for half a second, proven by what the chip reads back; then nothing."""
        self.start_monitor()
        detail = wait('a lamp that switches', 40, lambda: lamp_is(True))[1]
        print(f'# {detail}')
        wait('12.7 mL', 60, lambda: status()['pumps'][0]['values']['reservoir_ml']['value'] > 12)
        time.sleep(2 * PATIENCE)
        events = switched()
        if {line for _, line, _ in events} != {LINE} or [word for _, _, word in events if word != 'off'] != ['output', 'on']:
            raise Failed(str(events))
        lit = [at for at, _, word in events if word == 'on'][0]
        print(f'# on for {min(at for at, _, word in events if word == "off" and at > lit) - lit:.2f} s')
        if events[-1][2] != 'off' or watch(3):
            raise Failed(f'it is not quiet: {switched()[-5:]}')

    def flashes(self):
        """A high alarm flashes, on this line alone."""
        self.level = 0.3
        self.tell('reservoir 0.3')
        wait('an alarm', 60, lambda: alarm('reservoir-empty'))
        wait('flashes', 20, lambda: is_flashing(watch(4)))
        events = watch(6)
        spans = sorted(other[0] - one[0] for one, other in zip(events, events[1:]))
        print(f'# {len(events)} switchings in 6 s, half of them {spans[len(spans) // 2] * 1000:.0f} ms apart')
        if not is_flashing(events):
            raise Failed(str(events[:20]))

    def acknowledged(self):
        """Quiet when somebody is on it."""
        self.number = str(alarm('reservoir-empty')['id'])
        for one in status()['alarms']:
            if one['signal'] == 'sounding':
                print(f'# {one["condition"]}')
                ctl('acknowledge', str(one['id']), '--by', 'Sam')
        wait('the end of the flashes', 10, lambda: not watch(2))
        if switched()[-1][2] != 'off' or watch(3):
            raise Failed(str(switched()[-5:]))

    def plugged_anew(self):
        """A bridge that was pulled out and is back before it is needed flashes at once: nothing failed."""
        self.pull_out()
        wait('no GPIO chip', 20, lambda: not list(Path('/dev').glob('gpiochip*')))
        self.plug_in()
        self.device()
        ctl('decline', self.number)
        wait('flashes again', 20, lambda: is_flashing(watch(4)))
        if n_faults():
            raise Failed('it failed before it flashed')

    def no_answer(self):
        """A chip that hangs is told as a lamp that failed; all else goes on, and it flashes when it is back."""
        self.bridge.send_signal(signal.SIGSTOP)
        try:
            detail = wait('a lamp that failed', 30, lambda: lamp_is(False))[1]
            print(f'# {detail}')
            wait('an alarm for it', 20, lambda: alarm('self-test'))
            self.must_run()
        finally:
            self.bridge.send_signal(signal.SIGCONT)
        self.must_be_back()

    def pulled_out(self):
        """So is one that is not there any more, until it is plugged in."""
        before = n_faults()
        self.pull_out()
        detail = wait('a lamp that failed', 20, lambda: lamp_is(False))[1]
        print(f'# {detail}')
        wait('the fault', 20, lambda: n_faults() > before)
        wait('an alarm for it', 20, lambda: alarm('self-test'))
        self.must_run()
        self.plug_in()
        self.must_be_back()

    def killed(self):
        """No kernel switches a line of a bridge off: the next start of the monitor does, and goes on with the alarm."""
        wait('a lamp that is on', 10, self.kill_while_on)
        if watch(3):
            raise Failed('the line does not stay as it was')
        before = len(switched())
        self.start_monitor()
        wait('flashes again', 30, lambda: is_flashing(watch(4)))
        first = [word for _, _, word in switched()[before:] if word in ('on', 'off')][:2]
        if first != ['off', 'on']:
            raise Failed(str(switched()[before:]))

    def kill_while_on(self):
        if switched()[-1][2] != 'on':
            return False
        self.monitor.kill()
        self.monitor.wait(10 * PATIENCE)
        if switched()[-1][2] == 'on':
            return True
        self.start_monitor()
        return False

    def ended(self):
        """The monitor leaves it off when it ends."""
        self.monitor.terminate()
        if self.monitor.wait(20 * PATIENCE) != 0:
            raise Failed(f'exit {self.monitor.returncode}')
        if [word for _, _, word in switched() if word in ('on', 'off')][-1] != 'off' or watch(2):
            raise Failed(str(switched()[-5:]))


def tell_logs():
    try:
        print(f'# {json.dumps(status())[:1500]}')
    except (OSError, subprocess.SubprocessError, ValueError) as reason:
        print(f'# no status: {str(reason)[:200]}')
    for path in sorted(LOGS.glob('*.log')):
        for line in path.read_text(encoding='utf-8', errors='replace').splitlines()[-8:]:
            print(f'# {path.stem}: {line[:200]}')


def main():
    steps = ('device', 'self_test', 'flashes', 'acknowledged', 'plugged_anew', 'no_answer', 'pulled_out', 'killed', 'ended')
    print(f'1..{len(steps)}', flush=True)
    drill = Drill()
    for number, name in enumerate(steps, 1):
        began = time.monotonic()
        try:
            getattr(drill, name)()
            print(f'ok {number} {name}', flush=True)
        except CAUGHT as reason:
            tell_failure(number, name, reason)
            tell_logs()
            print('Bail out! each step needs those before it', flush=True)
            return 1
        finally:
            print(f'# {name}: {time.monotonic() - began:.1f} s', flush=True)
            shutil.copy(SWITCHED, LOGS)
    return 0


if __name__ == '__main__':
    sys.exit(main())
