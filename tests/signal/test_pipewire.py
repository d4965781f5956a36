#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What matters most, once more with PipeWire as the server. usage: test_pipewire.py PROBE"""
import time
import unittest

from servers import Probe, Recording, find_pulses, poll
from sound_case import C5, D4, G4, OTHER, SPEAKER, SoundCase


class PipeWireTest(SoundCase):
    def setUp(self):
        super().setUp()
        self.servers.start_pipewire()
        self.load(SPEAKER)
        self.servers.pactl('set-default-sink', 'speaker')
        self.probe = Probe(self.servers, self.program)

    def load(self, module):
        name = module.split('=')[1]
        self.servers.pactl('load-module', *module.split())
        poll(name, lambda: name in self.servers.pactl('list', 'short', 'sinks'))

    def test_bursts_of_the_priorities(self):
        half = [(0, 150, C5), (250, 150, D4), (500, 150, G4), (1000, 150, C5), (1250, 150, D4)]
        self.assert_burst(*self.record('play self-test high'),
                          half + [(start + 2000, length, hz) for start, length, hz in half])
        self.assert_burst(*self.record('play self-test medium'), [(0, 200, C5), (400, 200, D4), (800, 200, G4)])
        self.assert_burst(*self.record('play self-test low'), [(0, 200, G4), (400, 200, G4)])

    def test_muted_and_zero(self):
        self.servers.pactl('set-sink-volume', 'speaker', '0%')
        self.servers.pactl('set-sink-mute', 'speaker', '1')
        _, pulses = self.record('play self-test medium')
        self.assertEqual(len(pulses), 3)
        poll('the volume restored', lambda: (self.volume(), self.muted()) == ('0%', 'Mute: yes'))

    def test_muted_while_it_plays(self):
        self.probe.say('play self-test high')
        poll('the stream', lambda: self.servers.pactl('list', 'short', 'sink-inputs'))
        self.servers.pactl('set-sink-mute', 'speaker', '1')
        self.probe.expect('sound failed played on speaker, but nothing was heard there')

    def test_output_taken_away_while_it_plays(self):
        self.load(OTHER)
        recording = Recording(self.servers, 'other')
        self.probe.say('play self-test high')
        poll('the stream', lambda: self.servers.pactl('list', 'short', 'sink-inputs'))
        time.sleep(0.5)
        self.take_away('speaker')
        self.probe.expect('sound heard heard on other')
        self.assertGreaterEqual(len(find_pulses(recording.end())), 10)

    def test_only_a_dummy(self):
        self.take_away('speaker')
        poll('the dummy', lambda: 'auto_null' in self.servers.pactl('list', 'short', 'sinks'))
        self.probe.say('play self-test high')
        self.probe.expect('sound failed there is no sound output but a dummy')


if __name__ == '__main__':
    unittest.main()
