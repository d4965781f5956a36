#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound without a sound server: ALSA, whose output is a file here. usage: test_alsa.py PROBE"""
import array
import os
import unittest

from servers import RATE_HZ, Probe, find_pulses, poll
from sound_case import C5, D4, G4, SPEAKER, SoundCase

SAMPLE_RATE_HZ = 48000
BOTH = 'there is no sound server; '


class AlsaTest(SoundCase):
    def setUp(self):
        super().setUp()
        self.file = os.path.join(self.servers.folder.name, 'out.raw')
        self.pipe = os.path.join(self.servers.folder.name, 'pipe')
        os.mkfifo(self.pipe)
        with open(os.path.join(self.servers.folder.name, '.asoundrc'), 'w', encoding='utf-8') as conf:
            conf.write('''
pcm.tape { type file file "%s" format raw slave.pcm null }
pcm.stuck { type file file "%s" format raw slave.pcm null }
pcm.deep { type plug slave.pcm null }
pcm.server { type plug slave.pcm { type pulse } }
''' % (self.file, self.pipe))

    def start(self, pcm):
        self.probe = Probe(self.servers, self.program, THECAL_ALSA_PCM=pcm)

    def samples(self):
        """What ALSA was given, at the rate of a recording."""
        whole = array.array('h')
        with open(self.file, 'rb') as file:
            whole.frombytes(file.read())
        return whole[::SAMPLE_RATE_HZ // RATE_HZ]

    def play(self, command, detail):
        if os.path.exists(self.file):
            os.unlink(self.file)
        self.probe.say(command)
        self.probe.expect('sound heard ' + detail)
        samples = self.samples()
        return samples, find_pulses(samples)

    def test_the_same_bursts(self):
        self.start('tape')
        detail = BOTH + 'played on ALSA PCM tape, not proven'
        half = [(0, 150, C5), (250, 150, D4), (500, 150, G4), (1000, 150, C5), (1250, 150, D4)]
        self.assert_burst(*self.play('play self-test high', detail),
                          half + [(start + 2000, length, hz) for start, length, hz in half])
        self.assert_burst(*self.play('play self-test medium', detail), [(0, 200, C5), (400, 200, D4), (800, 200, G4)])
        self.assert_burst(*self.play('play self-test low', detail), [(0, 200, G4), (400, 200, G4)])

    def test_goes_on_by_itself_and_speaks(self):
        self.start('tape')
        self.probe.say('speech Reservoir low.')
        self.probe.say('sounding high')
        for _ in range(2):
            self.probe.expect('sound heard ' + BOTH + 'played on ALSA PCM tape', 30)
        self.probe.say('sounding none')

    def test_look_without_a_sound(self):
        self.start('tape')
        self.probe.say('test quiet')
        self.probe.expect('sound heard ' + BOTH + 'ready on ALSA PCM tape, not proven')
        self.assertFalse(os.path.exists(self.file) and os.path.getsize(self.file))

    def test_server_with_a_dummy_only(self):
        self.server = self.servers.start_sound('module-always-sink')
        self.start('tape')
        _, pulses = self.play('play self-test medium',
                              'there is no sound output but a dummy; played on ALSA PCM tape, not proven')
        self.assertEqual(len(pulses), 3)
        # a real output is better
        self.servers.pactl('load-module', *SPEAKER.split())
        self.probe.expect('sound heard ready on speaker')
        self.record('play self-test low')

    def test_server_goes_while_it_plays(self):
        self.server = self.servers.start_sound(SPEAKER)
        self.start('tape')
        self.probe.say('play self-test high')
        poll('the stream', lambda: self.servers.pactl('list', 'short', 'sink-inputs'))
        self.servers.end(self.server)
        self.probe.expect('sound heard ' + BOTH + 'played on ALSA PCM tape')
        self.assertEqual(len(find_pulses(self.samples())), 10)

    def refused(self, pcm, why, before=BOTH):
        self.start(pcm)
        self.probe.say('play self-test high')
        self.probe.expect('sound failed %sALSA PCM %s: %s' % (before, pcm, why))
        self.probe.say('beat')
        self.assertLess(int(self.probe.expect('beat').split()[1]), 500)

    def test_null_devices_are_refused(self):
        self.refused('null', 'it is a null device')
        self.refused('deep', 'it leads to a null device')

    def test_no_such_device(self):
        self.refused('nowhere', 'No such file or directory')

    def test_device_that_hangs(self):
        """A pipe that nobody reads: to open it is to wait for ever."""
        self.start('stuck')
        for _ in range(2):
            self.probe.say('play self-test low')
            self.probe.expect('sound failed ' + BOTH + 'ALSA does not answer')
        # no third thread
        self.probe.say('play self-test low')
        self.probe.expect('sound failed ' + BOTH + 'ALSA has not answered since the last time', 2)
        self.probe.say('beat')
        self.assertLess(int(self.probe.expect('beat').split()[1]), 500)
        status, seconds = self.probe.quit()
        self.assertEqual(status, 0)
        self.assertLess(seconds, 5)

    def test_back_to_the_server_is_refused(self):
        self.server = self.servers.start_sound('module-always-sink')
        self.refused('server', 'it leads back to a sound server', 'there is no sound output but a dummy; ')


if __name__ == '__main__':
    unittest.main()
