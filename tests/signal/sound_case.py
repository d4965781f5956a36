# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of sound have in common: a server, a probe, and what the loudspeaker really plays."""
import os
import sys
import unittest

from servers import Probe, Recording, Servers, find_pulses, measure_hz

PROBE = os.path.abspath(sys.argv.pop(1))
SPEAKER = 'module-null-sink sink_name=speaker'
OTHER = 'module-null-sink sink_name=other'
C5, D4, G4 = 523, 294, 392


class SoundCase(unittest.TestCase):
    program = PROBE

    def setUp(self):
        self.servers = Servers()
        self.addCleanup(self.servers.stop)
        self.servers.start_bus()

    def tearDown(self):
        """It ends by itself, and nothing is left behind."""
        probe = getattr(self, 'probe', None)
        if probe and probe.process.poll() is None:
            self.assertEqual(probe.quit(20)[0], 0)

    def begin(self, *modules, **environment):
        self.server = self.servers.start_sound(*modules)
        self.probe = Probe(self.servers, PROBE, **environment)

    def volume(self, sink='speaker'):
        return self.servers.pactl('get-sink-volume', sink).split('/')[1].strip()

    def muted(self, sink='speaker'):
        return self.servers.pactl('get-sink-mute', sink).strip()

    def record(self, command, result='sound heard heard on speaker', **options):
        recording = Recording(self.servers)
        self.probe.say(command)
        self.probe.expect(result, **options)
        samples = recording.end()
        return samples, find_pulses(samples)

    def assert_burst(self, samples, pulses, figures):
        """(start, length, pitch) of each pulse as alarms.md a3 has them; starts from the first."""
        self.assertEqual(len(pulses), len(figures), pulses)
        for (start, length), (expected_start, expected_length, hz) in zip(pulses, figures):
            self.assertAlmostEqual(start - pulses[0][0], expected_start, delta=25)
            self.assertAlmostEqual(length, expected_length, delta=35)
            self.assertAlmostEqual(measure_hz(samples, start, length), hz, delta=8)

    def take_away(self, sink):
        module = self.servers.module_of(sink)
        self.assertIsNotNone(module)
        self.servers.pactl('unload-module', module)

    def speaker_stream(self):
        """Number of the stream that plays on the speaker."""
        sinks = {words[1]: words[0] for words in map(str.split, self.servers.pactl('list', 'short', 'sinks').splitlines())}
        for words in map(str.split, self.servers.pactl('list', 'short', 'sink-inputs').splitlines()):
            if words[1] == sinks['speaker']:
                return words[0]
        return None
