#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program that sounds without a monitor, as a loudspeaker plays it. usage: test_thecal_sound.py PROGRAM"""
import signal
import subprocess
import time
import unittest

from servers import Recording, find_pulses, measure_hz, poll
from sound_case import C5, D4, G4, PROBE, SPEAKER, SoundCase


class ThecalSoundTest(SoundCase):
    def run_it(self, *words):
        return subprocess.run([PROBE, *words], env=self.servers.environment, capture_output=True, text=True, timeout=60)

    def record_it(self, *words):
        recording = Recording(self.servers)
        done = self.run_it(*words)
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        samples = recording.end()
        return done.stdout, samples, find_pulses(samples)

    def setUp(self):
        super().setUp()
        self.servers.start_sound(SPEAKER)

    def test_low_of_the_pump_is_one_tone_of_a_second(self):
        said, samples, pulses = self.record_it('pump-low')
        self.assertEqual(said, 'heard on speaker\n')
        self.assertEqual(len(pulses), 1)
        self.assertAlmostEqual(pulses[0][1], 1000, delta=60)
        self.assertAlmostEqual(measure_hz(samples, pulses[0][0] + 300, 420), 700, delta=5)
        self.assertGreater(max(samples), 3000)

    def test_empty_of_the_pump_is_two_tones_for_three_seconds(self):
        _, samples, pulses = self.record_it('pump-empty')
        first, last = pulses[0], pulses[-1]
        self.assertAlmostEqual(sum(last) - first[0], 3000, delta=120)
        for i, hz in enumerate((900, 600) * 3):
            self.assertAlmostEqual(measure_hz(samples, first[0] + i * 500 + 40, 420), hz, delta=5)

    def test_bursts_of_the_priorities(self):
        _, samples, pulses = self.record_it('medium')
        self.assert_burst(samples, pulses, [(0, 200, C5), (400, 200, D4), (800, 200, G4)])
        self.assertEqual(len(self.record_it('high')[2]), 10)
        self.assertEqual(len(self.record_it('low')[2]), 2)

    def test_again_after_so_long(self):
        said, _, pulses = self.record_it('pump-low', '--repeat-s', '4', '--count', '2')
        self.assertEqual(said, 'heard on speaker\n' * 2)
        self.assertEqual(len(pulses), 2)
        self.assertAlmostEqual(pulses[1][0] - pulses[0][0], 4000, delta=500)

    def test_a_mute_does_not_silence_it(self):
        self.servers.pactl('set-sink-volume', 'speaker', '0%')
        self.servers.pactl('set-sink-mute', 'speaker', '1')
        _, _, pulses = self.record_it('pump-low')
        self.assertEqual(len(pulses), 1)
        self.assertEqual((self.volume(), self.muted()), ('0%', 'Mute: yes'))

    def test_ends_on_sigterm(self):
        self.servers.pactl('set-sink-volume', 'speaker', '5%')
        for when in ('while it plays', 'between'):
            with self.subTest(when=when):
                process = self.servers.start(PROBE, 'high', '--repeat-s', '60', stdout=subprocess.PIPE)
                poll('the volume forced', lambda: self.volume() == '80%')
                if when == 'between':
                    self.assertEqual(process.stdout.readline(), b'heard on speaker\n')
                begin = time.monotonic()
                process.send_signal(signal.SIGTERM)
                self.assertEqual(process.wait(10), 0)
                self.assertLess(time.monotonic() - begin, 2)
                self.assertEqual(self.volume(), '5%')

    def test_says_that_nothing_sounded(self):
        self.take_away('speaker')
        done = self.run_it('pump-low')
        self.assertEqual((done.returncode, done.stdout), (1, ''))
        self.assertRegex(done.stderr, r'\Athecal-sound: not heard: there is no sound output.*\n\Z')

    def test_goes_on_when_the_output_comes_back(self):
        self.take_away('speaker')
        process = self.servers.start(PROBE, 'low', '--repeat-s', '2', '--count', '20', stdout=subprocess.PIPE)
        time.sleep(3)
        self.servers.pactl('load-module', *SPEAKER.split())
        self.assertEqual(process.stdout.readline(), b'heard on speaker\n')

    def test_wrong_options(self):
        for words in ((), ('loud',), ('low', 'high'), ('low', '--count', '0'), ('low', '--count', 'x'),
                      ('low', '--repeat-s', '-1'), ('low', '--repeat-s', '86401'), ('low', '--loud')):
            with self.subTest(words=words):
                done = self.run_it(*words)
                self.assertEqual((done.returncode, done.stdout), (2, ''))
                self.assertEqual(done.stderr.count('\n'), 1, done.stderr)


if __name__ == '__main__':
    unittest.main()
