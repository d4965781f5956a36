#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Channels that a computer has or has not: a lamp, and messages on a desktop. usage: test_channels.py PROBE"""
import unittest

from sound_case import SPEAKER, SoundCase

CHANNELS = ('sound', 'notification', 'lamp')


class ChannelsTest(SoundCase):
    def answers(self, **environment):
        """Of a test of all channels: the channel, and how it ended."""
        self.begin(SPEAKER, **environment)
        self.probe.say('test audible')
        lines = []
        while not lines or lines[-1] != 'tested':
            lines.append(self.probe.expect((*CHANNELS, 'tested'), limit_s=40))
        return {line.split()[0]: line.split()[1] for line in lines[:-1]}

    def test_bedside_screen(self):
        """No desktop: nothing waits for one, and nothing fails."""
        self.assertEqual(self.answers(THECAL_NOTIFICATION='none'), {'sound': 'heard'})

    def test_lamp_that_is_not_there(self):
        """A name that is wrong, and a line that does not exist, fail out loud; the sound works all the same."""
        for text in ('siren', 'gpio:thecal-none:1', 'relay:1:/nonexistent/hidraw0'):
            with self.subTest(text):
                self.assertEqual(self.answers(THECAL_NOTIFICATION='none', THECAL_LAMP=text), {'sound': 'heard', 'lamp': 'failed'})
                self.probe.say('sounding self-test high')
                self.probe.expect('lamp failed')
                self.probe.expect('sound heard')
                self.assertEqual(self.probe.quit(20)[0], 0)
                self.servers.end(self.probe.process)
                self.servers.end(self.server)


if __name__ == '__main__':
    unittest.main()
