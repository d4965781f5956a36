#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The alarm system through the production path: a real sound server and notification server, the
monitor, thecalctl. usage: test_alarm_system.py MONITOR THECALCTL FOLDER-OF-SERVERS"""
import json
import os
import re
import subprocess
import sys
import unittest

MONITOR, CTL, SERVERS = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
sys.path.insert(0, SERVERS)

from servers import Servers, poll  # noqa: E402

BUS = ('--dest', 'org.thecal.Monitor1', '--object-path', '/org/thecal/Monitor1/manager', '--method')


class AlarmSystemTest(unittest.TestCase):
    def setUp(self):
        self.servers = Servers()
        self.addCleanup(self.servers.stop)
        # libnotify warns where there is no server, which is one of the cases
        self.servers.environment.pop('G_DEBUG', None)
        self.servers.environment['DBUS_SYSTEM_BUS_ADDRESS'] = 'unix:path=' + self.servers.folder.name + '/nowhere'
        self.servers.start_bus()

    def start_channels(self):
        self.servers.start_sound('module-null-sink sink_name=speaker')
        self.servers.start_display()
        self.servers.start('dunst', '-conf', '/dev/null')
        poll('the notification server', lambda: subprocess.run(
            ['dunstctl', 'count'], env=self.servers.environment, capture_output=True, timeout=20).returncode == 0)

    def start_monitor(self):
        monitor = self.servers.start(MONITOR, '--no-bluetooth', '--state-dir', self.servers.folder.name + '/state')
        poll('the monitor', self.status)
        return monitor

    def ctl(self, *words):
        return subprocess.run([CTL, *words], env=self.servers.environment, capture_output=True, text=True, timeout=60)

    def status(self):
        done = self.ctl('status', '--json')
        return json.loads(done.stdout) if done.returncode == 0 else None

    def result_of(self, channel):
        for test in (self.status() or {}).get('self_test') or []:
            if test['channel'] == channel:
                return test
        return None

    def alarm(self, condition, signal=None):
        for alarm in (self.status() or {}).get('alarms', []):
            if alarm['condition'] == condition and signal in (None, alarm['signal']):
                return alarm
        return None

    def log(self):
        return [json.loads(line) for line in self.ctl('alarms', '--log', '--json').stdout.splitlines()]

    def manager(self, name):
        return self.servers.bus_call('--dest', 'org.thecal.Monitor1', '--object-path', '/org/thecal/Monitor1/manager',
                                     '--method', 'org.freedesktop.DBus.Properties.Get',
                                     'org.thecal.Monitor1.Manager', name)

    def start_drill(self):
        return self.servers.start(CTL, 'drill', '--by', 'Anna', '--json', stdout=subprocess.PIPE)

    def report_of(self, drill):
        report = json.loads(drill.stdout.read())
        return drill.wait(10), report, {entry['channel']: entry for entry in report['report']}

    def test_drill(self):
        self.start_channels()
        self.start_monitor()
        poll('the proof of the start', lambda: (self.result_of('sound') or {}).get('ok'), 40)
        proof = re.search(r'int64 (\d+)', self.manager('SoundProofTime'))
        self.assertGreater(int(proof.group(1)), 0, 'a sound was heard at the start')

        drill = self.start_drill()
        alarm = poll('the drill', lambda: self.alarm('drill', 'sounding'))
        self.assertEqual(alarm['priority'], 'high')
        shown = self.servers.bus_call(*BUS, 'org.thecal.Monitor1.Manager.ReportShown', str(alarm['id']), 'bedroom')
        self.assertEqual(shown.strip(), '()')
        poll('speech between the bursts', lambda: "('speech', true" in self.manager('DrillReport'), 60)
        self.assertEqual(self.ctl('acknowledge', str(alarm['id']), '--by', 'Anna').returncode, 0)
        status, report, channels = self.report_of(drill)
        self.assertEqual(report['state'], 'done')
        for channel in ('sound', 'speech', 'notification', 'log', 'screen bedroom', 'person Anna'):
            self.assertTrue(channels[channel]['worked'], channels)
        self.assertIn('speaker', channels['sound']['found'])
        self.assertEqual(status, 0)
        self.assertIsNone(self.alarm('drill'))

        details = [entry['detail'] for entry in self.log() if entry['condition'] == 'drill']
        for expected in ('sounded: heard on speaker', 'screen bedroom shows it', 'Anna', 'step 2 louder loudest speech',
                         'drill: sound worked'):
            self.assertTrue(any(expected in detail for detail in details), (expected, details))
        verified = self.ctl('alarms', '--verify')
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def test_drill_tells_what_is_missing(self):
        self.start_monitor()
        # without sound and notification a real alarm stands, which goes before any drill
        poll('the alarm of the channels', lambda: self.alarm('self-test'), 40)
        drill = self.start_drill()
        alarm = poll('the drill', lambda: self.alarm('drill', 'sounding'))
        self.assertEqual(self.ctl('acknowledge', str(alarm['id']), '--by', 'Anna').returncode, 0)
        status, report, channels = self.report_of(drill)
        self.assertEqual((status, report['state']), (1, 'done'))
        self.assertFalse(channels['sound']['worked'])
        self.assertFalse(channels['screen']['worked'])
        self.assertTrue(channels['person Anna']['worked'])
        outcomes = [entry['detail'] for entry in self.log() if entry['detail'].startswith('not-sounded')]
        self.assertTrue(outcomes, 'what did not sound is in the log')

    def test_no_drill_beside_a_real_alarm(self):
        self.start_monitor()
        self.servers.bus_call(*BUS, 'org.thecal.Monitor1.Manager.HeardBeep', '', 'critical')
        poll('the alarm', lambda: self.alarm('reservoir-empty'))
        refused = self.ctl('drill')
        self.assertEqual(refused.returncode, 1)
        self.assertIn('high alarm', refused.stderr)

    def shown(self):
        count = subprocess.run(['dunstctl', 'count', 'displayed'], env=self.servers.environment, capture_output=True, text=True,
                               timeout=20)
        return int(count.stdout)

    def test_message_of_what_is_covered(self):
        self.start_channels()
        self.start_monitor()
        poll('the proof of the start', lambda: (self.result_of('sound') or {}).get('ok'), 40)
        before = self.shown()
        self.servers.bus_call(*BUS, 'org.thecal.Monitor1.Manager.HeardBeep', '', 'single')
        poll('its message', lambda: self.shown() == before + 1)
        self.assertIsNone(self.alarm('reservoir-low', 'sounding')['covered_by'])
        self.assertEqual(self.alarm('pump-sound-single')['covered_by'], 'reservoir-low')
        self.servers.bus_call(*BUS, 'org.thecal.Monitor1.Manager.HeardBeep', '', 'critical')
        poll('the graver one', lambda: self.alarm('reservoir-empty', 'sounding'))
        self.assertEqual(self.alarm('reservoir-low')['covered_by'], 'reservoir-empty')
        self.assertIn('covered by Reservoir empty', self.ctl('alarms').stdout)
        poll('one message in place of the other', lambda: self.shown() == before + 1)

    def test_decline_and_resolve(self):
        monitor = self.start_monitor()
        self.servers.bus_call(*BUS, 'org.thecal.Monitor1.Manager.HeardBeep', '', 'unknown')
        alarm = poll('the alarm', lambda: self.alarm('pump-sound-critical', 'sounding'))
        number = str(alarm['id'])
        self.assertEqual(self.ctl('decline', number).returncode, 1, 'nobody has acknowledged it')
        self.assertEqual(self.ctl('acknowledge', number, '--by', 'Anna').returncode, 0)
        self.assertEqual(self.alarm('pump-sound-critical')['signal'], 'acknowledged')
        self.assertEqual(self.ctl('decline', number).returncode, 0)
        self.assertEqual(self.alarm('pump-sound-critical')['signal'], 'sounding')
        stale = self.alarm('self-test')
        if stale:
            self.assertEqual(self.ctl('resolve', str(stale['id'])).returncode, 1, 'only a test that passes ends that')

        # what a person did outlives the process
        monitor.kill()
        monitor.wait()
        self.start_monitor()
        self.assertEqual(poll('the alarm', lambda: self.alarm('pump-sound-critical'))['id'], alarm['id'])
        self.assertEqual(self.ctl('resolve', number, '--by', 'Dr Weber').returncode, 0)
        self.assertIsNone(self.alarm('pump-sound-critical', 'sounding'))
        self.assertIn('resolved: Dr Weber', [entry['detail'] for entry in self.log()])

        exported = self.ctl('export', '--format', 'json', '--what', 'log')
        self.assertEqual(exported.returncode, 0, exported.stderr)
        self.assertIn('resolved: Dr Weber', exported.stdout)


if __name__ == '__main__':
    unittest.main()
