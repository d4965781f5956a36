#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the loudspeaker really plays, and what is said when it does not. usage: test_sound.py PROBE"""
import os
import signal
import sys
import time
import unittest

from servers import Probe, Recording, Servers, find_pulses, measure_hz, poll

PROBE = os.path.abspath(sys.argv.pop(1))
SPEAKER = 'module-null-sink sink_name=speaker'
C5, D4, G4 = 523, 294, 392
PITCHES = (C5, D4, G4, 600, 700, 900)


class SoundTest(unittest.TestCase):
    def setUp(self):
        self.servers = Servers()
        self.addCleanup(self.servers.stop)
        self.servers.start_bus()

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
            self.assertEqual(measure_hz(samples, start, length, PITCHES), hz)

    def test_bursts_of_the_priorities(self):
        self.begin(SPEAKER)
        half = [(0, 150, C5), (250, 150, D4), (500, 150, G4), (1000, 150, C5), (1250, 150, D4)]
        self.assert_burst(*self.record('play self-test high'),
                          half + [(start + 2000, length, hz) for start, length, hz in half])
        self.assert_burst(*self.record('play self-test medium'), [(0, 200, C5), (400, 200, D4), (800, 200, G4)])
        self.assert_burst(*self.record('play self-test low'), [(0, 200, G4), (400, 200, G4)])

    def test_own_sequence_of_the_pump(self):
        self.begin(SPEAKER)
        samples, pulses = self.record('play reservoir-low medium')
        self.assertAlmostEqual(pulses[0][1], 1000, delta=60)
        self.assertEqual(measure_hz(samples, pulses[0][0], 900, PITCHES), 700)
        self.assertEqual(len(pulses), 4)
        samples, pulses = self.record('play reservoir-empty high')
        siren = [pulse for pulse in pulses if pulse[1] > 300]
        # two tones in turn for three seconds, without a silence that a person would take for the end
        self.assertAlmostEqual(siren[-1][0] + siren[-1][1] - siren[0][0], 3000, delta=120)
        first = siren[0][0]
        self.assertEqual([measure_hz(samples, first + i * 500 + 40, 420, PITCHES) for i in range(6)],
                         [900, 600, 900, 600, 900, 600])

    def test_goes_on_by_itself(self):
        self.begin(SPEAKER)
        recording = Recording(self.servers)
        self.probe.say('sounding high')
        for _ in range(2):
            self.probe.expect('sound heard', 30)
        self.probe.say('sounding none')
        pulses = find_pulses(recording.end())
        self.assertEqual(len(pulses), 20)
        # from the end of one burst to the next: 5 s, in the window of 2.5 to 15 s
        gap = pulses[10][0] - (pulses[9][0] + pulses[9][1])
        self.assertAlmostEqual(gap, 5000, delta=1200)
        time.sleep(6)
        self.probe.read()
        self.assertEqual([line for line in self.probe.lines if line.startswith('sound')], [])

    def test_reminder_is_soft(self):
        self.begin(SPEAKER)
        loud, _ = self.record('play self-test high')
        soft, pulses = self.record('remind high')
        self.assertEqual(len(pulses), 10)
        self.assertLess(max(soft), max(loud) / 2)

    def test_volume_is_forced_for_high_only(self):
        self.begin(SPEAKER)
        self.servers.pactl('set-sink-volume', 'speaker', '0%')
        self.servers.pactl('set-sink-mute', 'speaker', '1')
        self.probe.say('play self-test medium')
        self.probe.expect('sound failed the sound output is muted')
        self.servers.pactl('set-sink-mute', 'speaker', '0')
        self.probe.say('play self-test medium')
        self.probe.expect('sound failed the volume of the sound output is zero')
        self.servers.pactl('set-sink-mute', 'speaker', '1')
        _, pulses = self.record('play self-test high')
        self.assertEqual(len(pulses), 10)
        poll('the volume restored', lambda: (self.volume(), self.muted()) == ('0%', 'Mute: yes'))

    def test_volume_is_restored_at_the_end(self):
        self.begin(SPEAKER)
        self.servers.pactl('set-sink-volume', 'speaker', '5%')
        self.probe.say('play self-test high')
        poll('the volume forced', lambda: self.volume() == '80%')
        status, _ = self.probe.quit()
        self.assertEqual(status, 0)
        poll('the volume restored', lambda: self.volume() == '5%')

    def test_a_volume_that_a_person_sets_stays(self):
        self.begin(SPEAKER)
        self.servers.pactl('set-sink-volume', 'speaker', '5%')
        self.probe.say('play self-test high')
        poll('the volume forced', lambda: self.volume() == '80%')
        self.servers.pactl('set-sink-volume', 'speaker', '90%')
        self.probe.expect('sound heard')
        time.sleep(0.5)
        self.assertEqual(self.volume(), '90%')

    def test_no_output_but_a_dummy(self):
        self.begin('module-always-sink')
        self.probe.say('play self-test high')
        self.probe.expect('sound failed there is no sound output but a dummy')
        self.servers.pactl('load-module', *SPEAKER.split())
        self.servers.pactl('set-default-sink', 'speaker')
        self.record('play self-test high')

    def test_no_server_then_one(self):
        self.probe = Probe(self.servers, PROBE)
        self.probe.say('play self-test high')
        self.probe.expect('sound failed there is no sound server')
        self.probe.say('test quiet')
        self.probe.expect('sound failed')
        self.servers.start_sound(SPEAKER)
        def heard():
            self.probe.say('play self-test low')
            try:
                return self.probe.expect('sound heard', 4)
            except AssertionError:
                return None
        poll('the new server', heard, 30)

    def test_server_killed_while_it_plays(self):
        self.begin(SPEAKER)
        self.probe.say('sounding high')
        self.probe.expect('sound heard', 15)
        self.servers.end(self.server)
        self.probe.expect('sound failed there is no sound server')
        self.servers.start_sound(SPEAKER)
        self.probe.expect('sound heard', 25)

    def test_server_hangs(self):
        self.begin(SPEAKER)
        self.record('play self-test low')
        self.server.send_signal(signal.SIGSTOP)
        self.probe.say('play self-test high')
        self.probe.expect('sound failed the sound did not end in time', 20)
        self.probe.say('beat')
        self.assertLess(int(self.probe.expect('beat').split()[1]), 500)
        self.server.send_signal(signal.SIGCONT)

    def test_output_taken_away(self):
        self.begin(SPEAKER, 'module-null-sink sink_name=other')
        module = self.servers.pactl('list', 'short', 'modules').splitlines()[0].split()[0]
        self.servers.pactl('set-default-sink', 'speaker')
        self.probe.say('sounding high')
        self.probe.expect('sound heard heard on speaker', 15)
        self.servers.pactl('unload-module', module)
        self.probe.expect('sound heard heard on other', 25)

    def test_output_pinned(self):
        self.begin(SPEAKER, 'module-null-sink sink_name=headset', THECAL_SINK='speaker')
        self.servers.pactl('set-default-sink', 'headset')
        self.record('play self-test low')

    def test_look_without_a_sound(self):
        self.begin(SPEAKER)
        _, pulses = self.record('test quiet', 'sound heard ready on speaker')
        self.assertEqual(pulses, [])
        self.servers.pactl('set-sink-mute', 'speaker', '1')
        self.probe.say('test quiet')
        self.probe.expect('sound failed the sound output is muted')
        self.probe.expect('tested')


if __name__ == '__main__':
    unittest.main()
