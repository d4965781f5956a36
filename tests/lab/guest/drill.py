#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs inside the guest: thecal-sim on hci1, thecal-monitor on hci0, real bluetoothd between them.

usage: drill.py THECAL_SIM THECAL_MONITOR THECALCTL. One TAP line for each thing that must be seen."""
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import drill_steps
from drill_steps import CAUGHT, PATIENCE, Failed, tell_failure

SIM, MONITOR, CTL = sys.argv[1:4]
LOGS = Path('/run/log')
PASSKEY = Path('/run/passkey')
PUMP_ADDRESS = '00:AA:01:01:00:01'  # btvirt's second controller
BOND = Path('/var/lib/bluetooth/00:AA:01:00:00:00', PUMP_ADDRESS, 'info')
# mgmt-api.txt: key type of an authenticated pairing on P-256, that is LE Secure Connections
AUTHENTICATED_P256 = '3'
LINK_DOWN = re.compile(r'string "Link"\n\s+variant\s+string "down"')
# as the pump gets it from bluetoothd: opcode 0x030C, least significant octet first
RESET_STATUS = re.compile(r'path=/org/thecal/sim/.*member=WriteValue\n\s+array of bytes \[\n\s+0c 03 ')


def start(name, *command, **options):
    with open(LOGS / f'{name}.log', 'ab') as log:
        options.setdefault('stdin', subprocess.DEVNULL)
        return subprocess.Popen(command, stdout=log, stderr=log, **options)


def log_of(name):
    path = LOGS / f'{name}.log'
    return path.read_text(encoding='utf-8', errors='replace') if path.exists() else ''


def bluetoothd_pid():
    """None: it has ended."""
    pid = int(Path('/run/svc/bluetoothd.pid').read_text(encoding='ascii'))
    return pid if Path('/proc', str(pid), 'exe').exists() else None


def start_bluetoothd():
    services = '. "$LAB/guest/services.sh" && start_bluetoothd && await 120 both_powered'
    subprocess.run(['bash', '-c', services], check=True, timeout=60 * PATIENCE)


def tend_bluetoothd():
    """BlueZ 5.66 now and then ends when a link is lost; a system starts it again, and so does this."""
    if bluetoothd_pid() is None:
        print('# bluetoothd had ended by itself, and is started again', flush=True)
        start_bluetoothd()


def wait(what, limit_s, condition, tend=tend_bluetoothd):
    return drill_steps.wait(what, limit_s, condition, tend)


def ctl(*arguments):
    done = subprocess.run([CTL, *arguments], capture_output=True, text=True, timeout=60 * PATIENCE, stdin=subprocess.DEVNULL)
    return done.stdout if done.returncode == 0 else ''


def status():
    text = ctl('status', '--json')
    return json.loads(text) if text else {'pumps': [], 'alarms': []}


def pump():
    pumps = status()['pumps']
    return pumps[0] if pumps else {}


def reservoir_is(low, high):
    value = pump().get('values', {}).get('reservoir_ml', {}).get('value')
    return value is not None and low <= value <= high


def alarm(condition):
    return [a for a in status()['alarms'] if a['condition'] == condition and a['state'] == 'true']


def n_link_downs():
    """How often the link was said to be lost; it may be back before anybody has asked for it."""
    return len(LINK_DOWN.findall(log_of('changes')))


class Drill:
    def __init__(self):
        address_file = '/run/session-bus'
        with open(address_file, 'wb') as address:
            start('session', 'dbus-daemon', '--session', '--nofork', '--nopidfile', '--nosyslog',
                  '--print-address', str(address.fileno()), pass_fds=[address.fileno()])
        os.environ['DBUS_SESSION_BUS_ADDRESS'] = wait(
            'a session bus', 20, lambda: Path(address_file).read_text(encoding='utf-8').strip())
        start('writes', 'dbus-monitor', '--system', "type='method_call',member='WriteValue'")
        start('changes', 'dbus-monitor', '--session', "type='signal',member='PropertiesChanged'")
        scenario = Path('/run/lab.scenario')
        scenario.write_text('[scenario]\nReportEveryS=1\n[pump]\nReservoirMl=10\n', encoding='utf-8')
        self.sim = start('sim', SIM, '--bluez', '--adapter', 'hci1', '--pair', 'display', '--stdin',
                         '--passkey-display', str(PASSKEY), '--scenario', str(scenario), stdin=subprocess.PIPE)
        wait('an advertisement', 30, lambda: 'advertising' in log_of('sim'))
        self.monitor = start('monitor', MONITOR, '--adapter', 'hci0', '--state-dir', '/run/state',
                             env={**os.environ, 'G_MESSAGES_DEBUG': 'all'})
        wait('the monitor on the session bus', 30, lambda: ctl('status', '--json'))

    def tell(self, step):
        self.sim.stdin.write(step.encode() + b'\n')
        self.sim.stdin.flush()

    def pairing(self):
        """The passkey the pump shows, through thecalctl pair, gives an LE Secure Connections bond."""
        wait('the pump in reach', 60, lambda: PUMP_ADDRESS in ctl('pair'))
        pair = start('pair', CTL, 'pair', PUMP_ADDRESS, stdin=subprocess.PIPE)
        wait('a prompt for the passkey', 60, lambda: 'digits' in log_of('pair') or pair.poll() is not None)
        passkey = wait('the passkey', 10, lambda: PASSKEY.exists() and PASSKEY.read_text(encoding='ascii').strip())
        pair.stdin.write(passkey.encode() + b'\n')
        pair.stdin.flush()
        wait('the end of thecalctl pair', 60, lambda: pair.poll() is not None)
        if pair.returncode != 0:
            raise Failed(f'thecalctl pair: exit {pair.returncode}: {log_of("pair")}')
        bond = wait('the bond', 10, lambda: BOND.exists() and BOND.read_text(encoding='utf-8'))
        kinds = re.findall(r'Authenticated=(\d+)', bond)
        if AUTHENTICATED_P256 not in kinds:
            raise Failed(f'the keys are of kind {kinds}, not Secure Connections')

    def reading(self):
        """The level arrives, with its unit and marked as simulated."""
        wait('10 mL', 60, lambda: reservoir_is(9.5, 10.5))
        seen = pump()
        if not seen['simulated'] or seen['values']['reservoir_ml']['unit'] != 'mL' or seen['link'] != 'up':
            raise Failed(str(seen))

    def low_alarm(self):
        """A low reservoir is an alarm a person can see."""
        self.tell('reservoir 1.5')
        wait('reservoir-low', 60, lambda: alarm('reservoir-low'))

    def reset_status(self):
        """Changes that were stored and judged are reset at the pump."""
        wait('Reset Status', 30, lambda: RESET_STATUS.search(log_of('writes')))

    def link(self):
        """The link is lost, said to be lost, and comes back with a new reading."""
        before = n_link_downs()
        self.tell('silence 8')
        wait('the link down', 30, lambda: n_link_downs() > before)
        self.tell('refill 15')
        wait('the link up', 90, lambda: pump().get('link') == 'up')
        wait('15 mL', 60, lambda: reservoir_is(14, 16))

    def bluetoothd(self):
        """bluetoothd is killed and started again; readings go on."""
        before = n_link_downs()
        os.kill(bluetoothd_pid(), signal.SIGKILL)
        # without bluetoothd it stays down; it may have been so a moment before the kill
        wait('the link down', 30, lambda: n_link_downs() > before or pump().get('link') == 'down', lambda: None)
        start_bluetoothd()
        self.tell('reservoir 12')
        wait('12 mL', 120, lambda: reservoir_is(11.5, 12.5))
        if self.monitor.poll() is not None or self.sim.poll() is not None:
            raise Failed('a program ended')


def tell_logs():
    """What each program said last, and what is known of the pump."""
    try:
        print(f'# pump: {json.dumps(pump())[:600]}')
    except (OSError, subprocess.SubprocessError, ValueError) as reason:
        print(f'# no status: {str(reason)[:200]}')
    for name in ('sim', 'monitor', 'pair', 'session', 'bluetoothd'):
        lines = [line for line in log_of(name).splitlines() if line.strip() and 'libnotify' not in line]
        for line in lines[-12:]:
            print(f'# {name}: {line[:200]}')


def main():
    steps = ('pairing', 'reading', 'low_alarm', 'reset_status', 'link', 'bluetoothd')
    print(f'1..{len(steps)}')
    failed = False
    try:
        drill = Drill()
    except Failed as reason:
        drill, start_failure = None, reason
    for number, name in enumerate(steps, 1):
        began = time.monotonic()
        try:
            if drill is None:
                raise Failed(f'could not start: {start_failure}')
            getattr(drill, name)()
            print(f'ok {number} {name}', flush=True)
        except CAUGHT as reason:
            failed = True
            tell_failure(number, name, reason)
            tell_logs()
        print(f'# {name}: {time.monotonic() - began:.1f} s', flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
