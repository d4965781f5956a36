#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the loudspeaker really plays. usage: test_sound.py PROBE"""
import time
import unittest

from servers import Recording, find_pulses, measure_hz, poll
from sound_case import C5, D4, G4, SPEAKER, SoundCase


class SoundTest(SoundCase):
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
        self.assertAlmostEqual(measure_hz(samples, pulses[0][0], 900), 700, delta=5)
        self.assertEqual(len(pulses), 4)
        samples, pulses = self.record('play reservoir-empty high')
        siren = [pulse for pulse in pulses if pulse[1] > 300]
        # two tones in turn for three seconds, without a silence that a person would take for the end
        self.assertAlmostEqual(siren[-1][0] + siren[-1][1] - siren[0][0], 3000, delta=120)
        first = siren[0][0]
        for i, hz in enumerate((900, 600) * 3):
            self.assertAlmostEqual(measure_hz(samples, first + i * 500 + 40, 420), hz, delta=5)

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

    def test_a_burst_that_is_held_up_comes_after(self):
        self.begin(SPEAKER)
        recording = Recording(self.servers)
        self.probe.say('sounding high')
        time.sleep(8.2)
        self.probe.say('play reservoir-empty high')
        self.probe.expect('sound heard')
        self.probe.expect('sound heard')
        pulses = find_pulses(recording.end())
        gaps = [later[0] - sum(earlier) for earlier, later in zip(pulses, pulses[1:])]
        # the second one is due 0.2 s after the pump's sequence and its burst began; it comes after them
        self.assertEqual(len([gap for gap in gaps if 2500 <= gap <= 6000]), 1, gaps)
        self.assertLess(max(gaps), 6000)

    def test_medium_again_and_low_once(self):
        self.begin(SPEAKER)
        recording = Recording(self.servers)
        self.probe.say('sounding medium')
        self.probe.say('play self-test medium')
        for _ in range(2):
            self.probe.expect('sound heard', 40)
        samples = recording.end()
        pulses = find_pulses(samples)
        burst = [(0, 200, C5), (400, 200, D4), (800, 200, G4)]
        self.assert_burst(samples, pulses[:3], burst)
        self.assert_burst(samples, pulses[3:], burst)
        # from the end of one burst to the next: 20 s, in the window of 2.5 to 30 s
        self.assertAlmostEqual(pulses[3][0] - sum(pulses[2]), 20000, delta=1200)
        recording = Recording(self.servers)
        self.probe.say('sounding low')
        self.probe.say('play self-test low')
        self.probe.expect('sound heard')
        # no repeat, or after more than 15 s
        time.sleep(16)
        samples = recording.end()
        self.assert_burst(samples, find_pulses(samples), [(0, 200, G4), (400, 200, G4)])

    def test_reminder_is_soft(self):
        self.begin(SPEAKER)
        loud, _ = self.record('play self-test high')
        soft, pulses = self.record('remind high')
        self.assertEqual(len(pulses), 10)
        self.assertLess(max(soft), max(loud) / 2)

    def test_no_alarm_is_silenced_by_a_mute_or_a_zero(self):
        self.begin(SPEAKER)
        for priority, floor, n in (('high', '80%', 10), ('medium', '50%', 3), ('low', '40%', 2)):
            self.servers.pactl('set-sink-volume', 'speaker', '0%')
            self.servers.pactl('set-sink-mute', 'speaker', '1')
            recording = Recording(self.servers)
            self.probe.say('play self-test ' + priority)
            poll('the volume forced', lambda: (self.volume(), self.muted()) == (floor, 'Mute: no'))
            self.probe.expect('sound heard heard on speaker')
            self.assertEqual(len(find_pulses(recording.end())), n)
            poll('the volume restored', lambda: (self.volume(), self.muted()) == ('0%', 'Mute: yes'))

    def test_muted_while_it_plays(self):
        self.begin(SPEAKER)
        self.probe.say('play self-test high')
        poll('the stream', lambda: self.servers.pactl('list', 'short', 'sink-inputs'))
        self.servers.pactl('set-sink-mute', 'speaker', '1')
        self.probe.expect('sound failed played on speaker, but nothing was heard there')
        # a look is no proof: what was not heard stays so until something is
        self.probe.say('test quiet')
        self.probe.expect('sound failed what was last played on speaker was not heard there')
        self.record('test audible')
        self.record('test quiet', 'sound heard ready on speaker')

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


if __name__ == '__main__':
    unittest.main()
