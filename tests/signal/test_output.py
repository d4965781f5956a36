#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outputs and servers that go, come, hang or are a dummy. usage: test_output.py PROBE"""
import signal
import time
import unittest

from servers import Probe, Recording, find_pulses, poll
from sound_case import OTHER, PROBE, SPEAKER, SoundCase


class OutputTest(SoundCase):
    def test_a_louder_output_stays_as_it_is(self):
        self.begin(SPEAKER)
        self.servers.pactl('set-sink-volume', 'speaker', '60%')
        self.probe.say('play self-test medium')
        end = time.monotonic() + 1
        while time.monotonic() < end:
            self.assertEqual(self.volume(), '60%')
        self.probe.expect('sound heard heard on speaker')

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
        self.probe.expect('sound failed there is no sound server; ALSA PCM null: it is a null device')
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

    def test_volume_is_restored_by_the_next_server(self):
        remembers = ('module-device-restore', SPEAKER)
        self.begin(*remembers)
        self.servers.pactl('set-sink-volume', 'speaker', '5%')
        self.probe.say('play self-test high')
        poll('the volume forced', lambda: self.volume() == '80%')
        # it ends in order, so it writes down the forced volume
        self.server.terminate()
        self.server.wait(20)
        self.servers.end(self.server)
        self.probe.expect('sound failed there is no sound server')
        self.servers.start_sound(*remembers)
        poll('the volume restored', lambda: self.volume() == '5%', 30)

    def test_server_hangs(self):
        self.begin(SPEAKER)
        self.record('play self-test low')
        self.server.send_signal(signal.SIGSTOP)
        self.probe.say('play self-test high')
        self.probe.expect('sound failed the sound server does not answer; ALSA', 20)
        self.probe.say('beat')
        self.assertLess(int(self.probe.expect('beat').split()[1]), 500)
        self.server.send_signal(signal.SIGCONT)
        self.record('play self-test low')

    def test_server_hangs_while_it_plays(self):
        self.begin(SPEAKER)
        self.probe.say('play self-test high')
        poll('the stream', lambda: self.servers.pactl('list', 'short', 'sink-inputs'))
        self.server.send_signal(signal.SIGSTOP)
        self.probe.expect('sound failed the sound did not end in time; ALSA', 20)
        self.server.send_signal(signal.SIGCONT)

    def test_output_taken_away_while_it_plays(self):
        self.begin(SPEAKER, OTHER)
        self.servers.pactl('set-default-sink', 'speaker')
        recording = Recording(self.servers, 'other')
        self.probe.say('play self-test high')
        poll('the stream', lambda: self.servers.pactl('list', 'short', 'sink-inputs'))
        time.sleep(0.5)
        self.take_away('speaker')
        # the very same play, from its beginning
        self.probe.expect('sound heard heard on other')
        self.assertGreaterEqual(len(find_pulses(recording.end())), 10)
        self.assertEqual([line for line in self.probe.lines if 'failed' in line], [])

    def test_last_output_taken_away_while_it_plays(self):
        self.begin(SPEAKER, 'module-always-sink')
        self.probe.say('play self-test high')
        poll('the stream', lambda: self.servers.pactl('list', 'short', 'sink-inputs'))
        self.take_away('speaker')
        self.probe.expect('sound failed there is no sound output')

    def test_output_suspended_while_it_plays(self):
        self.begin(SPEAKER, OTHER)
        self.servers.pactl('set-default-sink', 'speaker')
        self.probe.say('play self-test high')
        poll('the stream', lambda: self.servers.pactl('list', 'short', 'sink-inputs'))
        self.servers.pactl('suspend-sink', 'speaker', '1')
        self.probe.expect('sound heard heard on other')

    def test_only_output_suspended(self):
        self.begin(SPEAKER)
        self.servers.pactl('suspend-sink', 'speaker', '1')
        self.probe.say('play self-test high')
        # its card is free now: ALSA might have it
        self.probe.expect('sound failed the sound output was suspended, 3 times; ALSA PCM null')

    def test_moved_by_a_person_while_it_plays(self):
        self.begin(SPEAKER, OTHER)
        self.servers.pactl('set-default-sink', 'speaker')
        self.probe.say('play self-test high')
        for _ in range(3):
            stream = poll('the stream', self.speaker_stream)
            self.servers.pactl('move-sink-input', stream, 'other')
        self.probe.expect('sound failed the sound was moved to another output, 3 times')

    def test_outputs_go_and_come_while_nothing_plays(self):
        self.begin(SPEAKER, 'module-always-sink')
        self.record('test quiet', 'sound heard ready on speaker')
        self.probe.expect('tested')
        self.take_away('speaker')
        self.probe.expect('sound failed there is no sound output')
        self.servers.pactl('load-module', *OTHER.split())
        self.probe.expect('sound heard ready on other')
        # one more is no news
        self.servers.pactl('load-module', *SPEAKER.split())
        self.servers.pactl('set-default-sink', 'speaker')
        time.sleep(1)
        self.probe.read()
        self.assertEqual(self.probe.lines, [])

    def test_server_goes_and_comes_while_nothing_plays(self):
        self.begin(SPEAKER)
        self.record('test quiet', 'sound heard ready on speaker')
        self.servers.end(self.server)
        self.probe.expect('sound failed there is no sound server')
        self.servers.start_sound(SPEAKER)
        self.probe.expect('sound heard ready on speaker', 30)

    def test_a_mute_that_the_server_remembers(self):
        self.begin('module-stream-restore', SPEAKER)
        self.probe.say('play self-test high')
        stream = poll('the stream', self.speaker_stream)
        self.servers.pactl('set-sink-input-mute', stream, '1')
        self.probe.expect('sound failed played on speaker, but nothing was heard there')
        self.record('play self-test high')

    def test_output_pinned(self):
        self.begin(SPEAKER, OTHER)
        self.servers.pactl('set-default-sink', 'other')
        self.probe.say('sink speaker')
        self.record('play self-test low')

    def test_pinned_output_goes_and_comes_back(self):
        self.begin(SPEAKER, OTHER)
        self.servers.pactl('set-default-sink', 'other')
        self.probe.say('sink speaker')
        self.record('play self-test low')
        self.take_away('speaker')
        self.probe.expect('sound failed the chosen output speaker is gone; ready on other')
        recording = Recording(self.servers, 'other')
        self.probe.say('play self-test low')
        # it sounded, and that it sounded elsewhere is told
        self.probe.expect('sound failed the chosen output speaker is gone; heard on other')
        self.assertEqual(len(find_pulses(recording.end())), 2)
        self.servers.pactl('load-module', *SPEAKER.split())
        self.probe.expect('sound heard ready on speaker')
        self.record('play self-test low')
        self.probe.say('sink')
        self.probe.say('play self-test low')
        self.probe.expect('sound heard heard on other')

    def test_output_pinned_by_the_environment(self):
        self.begin(SPEAKER, OTHER, THECAL_SINK='speaker')
        self.servers.pactl('set-default-sink', 'other')
        self.probe.say('sink other')
        self.record('play self-test low')

    def test_look_without_a_sound(self):
        self.begin(SPEAKER)
        _, pulses = self.record('test quiet', 'sound heard ready on speaker')
        self.assertEqual(pulses, [])
        self.probe.expect('tested')
        # muted is no fault: an alarm lifts that
        self.servers.pactl('set-sink-mute', 'speaker', '1')
        self.record('test quiet', 'sound heard ready on speaker')
        self.assertEqual(self.muted(), 'Mute: yes')
        _, pulses = self.record('test audible')
        self.assertEqual(len(pulses), 2)


if __name__ == '__main__':
    unittest.main()
