#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notifications of a real server, its restart, its hanging and its absence. usage: test_notification.py PROBE"""
import os
import re
import signal
import subprocess
import sys
import time
import unittest

from servers import Probe, Servers, poll

PROBE = os.path.abspath(sys.argv.pop(1))


class NotificationTest(unittest.TestCase):
    def setUp(self):
        self.servers = Servers()
        self.addCleanup(self.servers.stop)
        self.servers.start_bus()
        self.servers.start_display()

    def start_dunst(self, conf='/dev/null'):
        dunst = self.servers.start('dunst', '-conf', conf)
        poll('the notification server', lambda: self.dunst('count'))
        return dunst

    def dunst(self, *words):
        done = subprocess.run(['dunstctl', *words], env=self.servers.environment, capture_output=True, text=True,
                              timeout=20)
        return done.stdout.strip() if done.returncode == 0 else ''

    def shown(self):
        match = re.search(r'displayed: (\d+)', self.dunst('count'))
        return int(match.group(1)) if match else -1

    def watch(self):
        """Everything that is said to the notification server, as text."""
        path = os.path.join(self.servers.folder.name, 'traffic')
        with open(path, 'wb') as out:
            self.servers.start('dbus-monitor', '--session', "destination='org.freedesktop.Notifications'", stdout=out)
        poll('the watch', lambda: os.path.getsize(path) > 0)

        def traffic():
            with open(path, encoding='utf-8', errors='replace') as file:
                return file.read()
        return traffic

    def test_shown_changed_and_closed(self):
        self.start_dunst()
        traffic = self.watch()
        self.probe = Probe(self.servers, PROBE)
        self.probe.say('notify 7 Low reservoir-low medium')
        self.probe.expect('notification heard')
        self.assertEqual(self.shown(), 1)
        self.probe.say('notify 7 Lower reservoir-low high')
        self.probe.expect('notification heard')
        self.assertEqual(self.shown(), 1, 'the same bubble says the newer text')
        self.probe.say('notify 8 Stopped infusion-stopped high')
        self.probe.expect('notification heard')
        self.assertEqual(self.shown(), 2)
        said = poll('what was said', lambda: 'Stopped' in traffic() and traffic())
        for word in ('"Low"', '"Lower"', '"What to do"', '"acknowledge"', '"Acknowledge"', '"pause"', '"Pause sound"'):
            self.assertIn(word, said)
        # critical for high, normal below; it stays until somebody answers
        self.assertEqual([int(level) for level in re.findall(r'"urgency"\s+variant\s+byte (\d)', said)], [1, 2, 2])
        self.assertEqual(set(re.findall(r'^   int32 (-?\d+)', said, re.M)), {'0'})
        self.probe.say('withdraw 7')
        poll('the end of the first', lambda: self.shown() == 1)
        self.assertEqual(self.probe.quit()[0], 0)

    def test_answers(self):
        """A press of a button: dunst asks a menu program which action is meant, here one that chooses by its word."""
        for word, answer in (('Acknowledge', 'acknowledge 7'), ('Pause', 'pause 7')):
            conf = os.path.join(self.servers.folder.name, 'dunstrc')
            with open(conf, 'w', encoding='utf-8') as file:
                file.write('[global]\n    dmenu = /bin/grep -m1 %s\n' % word)
            dunst = self.start_dunst(conf)
            probe = Probe(self.servers, PROBE)
            probe.say('notify 7 Low reservoir-low medium')
            probe.expect('notification heard')
            self.dunst('context')
            probe.expect(answer)
            self.assertEqual(probe.quit()[0], 0)
            self.servers.end(dunst)

    def test_shown_again_by_a_new_server(self):
        dunst = self.start_dunst()
        self.probe = Probe(self.servers, PROBE)
        self.probe.say('notify 7 Low reservoir-low medium')
        self.probe.expect('notification heard')
        self.servers.end(dunst)
        self.probe.expect('notification failed there is no notification server')
        self.start_dunst()
        self.probe.expect('notification heard')
        poll('shown again', lambda: self.shown() == 1)

    def test_no_server(self):
        self.probe = Probe(self.servers, PROBE)
        self.probe.expect('notification failed there is no notification server')
        self.probe.say('notify 7 Low reservoir-low medium')
        self.probe.expect('notification failed')
        self.probe.say('test quiet')
        self.probe.expect('notification failed there is no notification server')
        status, seconds = self.probe.quit()
        self.assertEqual(status, 0)
        self.assertLess(seconds, 3)

    def test_no_bus(self):
        self.servers.environment['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nonexistent'
        self.probe = Probe(self.servers, PROBE)
        self.probe.say('notify 7 Low reservoir-low medium')
        self.probe.expect('notification failed')
        self.assertEqual(self.probe.quit()[0], 0)

    def test_server_hangs(self):
        dunst = self.start_dunst()
        self.probe = Probe(self.servers, PROBE)
        self.probe.say('notify 7 Low reservoir-low medium')
        self.probe.expect('notification heard')
        dunst.send_signal(signal.SIGSTOP)
        self.probe.say('notify 8 Stopped infusion-stopped high')
        self.probe.expect('notification failed the notification server does not answer', 5)
        self.probe.say('beat')
        self.assertLess(int(self.probe.expect('beat').split()[1]), 500, 'the loop never waits for a server')
        begin = time.monotonic()
        status, _ = self.probe.quit()
        self.assertEqual(status, 0)
        self.assertLess(time.monotonic() - begin, 5, 'nor does the end')
        dunst.send_signal(signal.SIGCONT)


if __name__ == '__main__':
    unittest.main()
