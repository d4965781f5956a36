#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speech between the bursts, and what happens where there is none. usage: test_speech.py PROBE"""
import os
import time
import unittest

from servers import Probe, Recording, find_pulses, poll
from sound_case import SPEAKER, SoundCase

TEXT = 'Reservoir low. Call the pump team.'


class SpeechTest(SoundCase):
    def fake(self, script):
        """An espeak-ng of our own that comes first, and tells with what it was called."""
        folder = os.path.join(self.servers.folder.name, 'bin')
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, 'espeak-ng')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('#!/bin/sh\nprintf "%s\\n" "$*" >>"$HOME/calls"\n' + script + '\n')
        os.chmod(path, 0o755)
        return folder + ':' + os.environ['PATH']

    def calls(self):
        path = os.path.join(self.servers.folder.name, 'calls')
        if not os.path.exists(path):
            return []
        with open(path, encoding='utf-8') as file:
            return file.read().splitlines()

    def parts(self, samples):
        """The stretches of sound, joined where the silence between them is no longer than within a burst."""
        joined = []
        for start, length in find_pulses(samples):
            if joined and start - sum(joined[-1]) < 250:
                joined[-1] = (joined[-1][0], start + length - joined[-1][0])
            else:
                joined.append((start, length))
        return joined

    def test_between_two_bursts(self):
        self.begin(SPEAKER)
        recording = Recording(self.servers)
        self.probe.say('speech ' + TEXT)
        self.probe.say('sounding medium')
        self.probe.say('play self-test medium')
        self.probe.expect('sound heard heard on speaker')
        self.probe.expect('speech heard heard on speaker', 15)
        self.probe.expect('sound heard heard on speaker', 30)
        self.probe.say('sounding none')
        samples = recording.end()
        parts = self.parts(samples)
        # burst, voice (a pause between its sentences), burst; nothing of the voice within a burst
        first, *voice, last = parts
        self.assertAlmostEqual(first[1], 1000, delta=80)
        self.assertAlmostEqual(last[1], 1000, delta=80)
        self.assertIn(len(voice), (1, 2, 3), parts)
        self.assertGreater(sum(length for _, length in voice), 1200)
        self.assertLess(sum(voice[-1]) - voice[0][0], 8000)
        # after the gap, and well before the next burst
        self.assertGreaterEqual(voice[0][0] - sum(first), 250)
        # the bursts keep their beat: the voice is within the 20 s
        self.assertAlmostEqual(last[0] - sum(first), 20000, delta=1200)
        self.assertEqual(self.probe.quit()[0], 0)

    def test_silent_without_a_text(self):
        self.begin(SPEAKER)
        recording = Recording(self.servers)
        self.probe.say('speech ' + TEXT)
        self.probe.say('speech')
        self.probe.say('sounding medium')
        self.probe.say('play self-test medium')
        self.probe.expect('sound heard')
        time.sleep(3)
        self.assertEqual(len(self.parts(recording.end())), 1)

    def test_floor_and_period(self):
        self.begin(SPEAKER)
        self.servers.pactl('set-sink-volume', 'speaker', '5%')
        self.probe.say('speech ' + TEXT)
        self.probe.say('sounding high')
        begin = time.monotonic()
        self.probe.expect('sound heard', 15)
        poll('the volume restored', lambda: self.volume() == '5%')
        poll('the volume forced for speech', lambda: self.volume() == '80%', 3)
        self.probe.expect('speech heard')
        first = time.monotonic()
        n_bursts = 0
        while True:
            line = self.probe.expect(('sound heard', 'speech heard'), 30)
            if line.startswith('speech'):
                break
            n_bursts += 1
        # every 20 s at most, while the bursts go on meanwhile
        self.assertGreater(time.monotonic() - first, 17)
        self.assertGreaterEqual(n_bursts, 2)
        self.assertLess(time.monotonic() - begin, 60)

    def test_stops_with_the_alarm(self):
        self.begin(SPEAKER)
        self.probe.say('speech ' + TEXT)
        self.probe.say('sounding medium')
        self.probe.say('play self-test medium')
        self.probe.expect('sound heard')
        poll('the voice', lambda: self.servers.pactl('list', 'short', 'sink-inputs'))
        self.probe.say('sounding none')
        poll('silence', lambda: not self.servers.pactl('list', 'short', 'sink-inputs'), 2)

    def test_gives_way_to_an_alarm(self):
        self.begin(SPEAKER)
        self.probe.say('speech ' + TEXT)
        self.probe.say('sounding medium')
        self.probe.say('play self-test medium')
        self.probe.expect('sound heard')
        poll('the voice', lambda: self.servers.pactl('list', 'short', 'sink-inputs'))
        recording = Recording(self.servers)
        self.probe.say('play self-test high')
        self.probe.expect('sound heard')
        # the first one may touch what was just said
        pulses = find_pulses(recording.end())
        self.assertTrue(all(110 < length < 200 for _, length in pulses[-9:]), pulses)

    def without_speech(self, path, why, n_bursts=1):
        """What is told, and that the bursts go on as they do without a text."""
        self.server = self.servers.start_sound(SPEAKER)
        self.probe = Probe(self.servers, self.program, PATH=path)
        recording = Recording(self.servers)
        self.probe.say('speech ' + TEXT)
        self.probe.say('sounding high')
        self.probe.say('play self-test high')
        told = []
        while len(told) <= n_bursts:
            told.append(self.probe.expect(('speech', 'sound'), 30))
        self.probe.say('sounding none')
        pulses = find_pulses(recording.end())
        failed = [line for line in told if line.startswith('speech')]
        self.assertEqual(len(failed), 1, told)
        self.assertTrue(failed[0].startswith('speech failed espeak-ng ' + why), failed)
        self.assertEqual(len(pulses), 10 * n_bursts)
        self.probe.say('beat')
        self.assertLess(int(self.probe.expect('beat').split()[1]), 500)
        return pulses

    def test_program_missing(self):
        empty = os.path.join(self.servers.folder.name, 'empty')
        os.mkdir(empty)
        self.without_speech(empty, 'cannot be started')

    def test_program_hangs(self):
        path = self.fake('echo $$ >"$HOME/pid"; exec sleep 1000')
        pulses = self.without_speech(path, 'did not answer in time', 2)
        # 5 s from the end of one burst to the next, as ever
        self.assertAlmostEqual(pulses[10][0] - sum(pulses[9]), 5000, delta=1200)
        with open(os.path.join(self.servers.folder.name, 'pid'), encoding='utf-8') as file:
            pid = file.read().strip()
        self.assertFalse(os.path.exists('/proc/' + pid), 'it was ended')

    def test_program_talks_nonsense(self):
        self.without_speech(self.fake('echo "RIFF or so"'), 'made something else: it is no sound')

    def test_program_does_not_end(self):
        self.without_speech(self.fake('exec cat /dev/zero'), 'does not end')

    def test_program_fails(self):
        self.without_speech(self.fake('exit 1'), 'made something else: it is no sound')

    def test_mended_between_two_alarms(self):
        path = self.fake('[ -e "$HOME/mended" ] && exec /usr/bin/espeak-ng "$@"')
        self.server = self.servers.start_sound(SPEAKER)
        self.probe = Probe(self.servers, self.program, PATH=path)
        self.probe.say('speech ' + TEXT)
        self.probe.expect('speech failed')
        self.probe.say('speech')
        self.probe.say('test quiet')
        self.probe.expect('speech failed')
        with open(os.path.join(self.servers.folder.name, 'mended'), 'wb'):
            pass
        self.probe.say('test quiet')
        self.probe.expect('speech heard ready')

    def test_made_once(self):
        path = self.fake('exec /usr/bin/espeak-ng "$@"')
        self.server = self.servers.start_sound(SPEAKER)
        self.probe = Probe(self.servers, self.program, PATH=path)
        self.probe.say('speech ' + TEXT)
        for _ in range(2):
            self.probe.say('sounding medium')
            self.probe.say('play self-test medium')
            self.probe.expect('speech heard', 40)
            self.probe.say('sounding none')
        self.assertEqual(self.calls(), ['--stdout -v en -s 160 -- ' + TEXT])

    def test_a_long_text_is_said_faster(self):
        path = self.fake('exec /usr/bin/espeak-ng "$@"')
        self.server = self.servers.start_sound(SPEAKER)
        self.probe = Probe(self.servers, self.program, PATH=path)
        self.probe.say('speech ' + TEXT * 4)
        calls = poll('the second call', lambda: len(self.calls()) == 2 and self.calls())
        self.assertIn('-s 160', calls[0])
        self.assertRegex(calls[1], '-s (1[7-9]|2[0-6])[0-9] ')


if __name__ == '__main__':
    unittest.main()
