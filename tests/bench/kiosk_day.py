#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A day of the bedside screen, for its memory: monitor, pump and screen go through 24 hours of a clock of their own, which
libday-clock.so puts forward minute by minute, as soon as the screen has drawn the one before.

The pump reports every five minutes. In every three hours an alarm of it takes the screen, is acknowledged and ends; the
questions are walked and left; numbers and beeps are opened and left, the numbers once alone; a wrong PIN and the right one
are typed and the settings changed; the monitor is killed and comes back. It is night from 21 to 7, and a lamp is put on and
off. Hand and screen reader act in real time, while the clock of the day stands. What the monitor tries of the sound takes
real time too and fails each hour, an alarm more that is answered.

usage: as the tests of the window; DAY_CLOCK and DAY_FRAMES name the libraries to be loaded, DAY_HOURS another length.
Prints one object: private memory in kB after each hour and at most, and what happened.
"""
import json
import mmap
import os
import struct
import subprocess
import sys
import time
import unittest

TESTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../ui')
sys.path.insert(0, TESTS)

import test_kiosk_pin  # noqa: E402
from kiosk_case import CALM, PLAN  # noqa: E402
from test_kiosk_pin import PIN  # noqa: E402
from ward import private_kb  # noqa: E402
from window_case import main, poll  # noqa: E402

CLOCK, FRAMES = os.environ['DAY_CLOCK'], os.environ['DAY_FRAMES']
HOURS = int(os.environ.get('DAY_HOURS', 24))
MINUTE_S = 60
DAY_S = 86400
BEGIN_H = 8
DUSK_LUX = 10.0  # neither dark by day nor a lamp by night: the clock decides
REPORTS = '[scenario]\nReportEveryS=300\nIntervalMin=5\n'
# what the pump does, the condition that comes of it, and what ends it
ALARMS = (('reservoir 0.3', 'reservoir-empty', 'refill 30'), ('reservoir 2.6', 'reservoir-low', 'refill 30'))


class Day(test_kiosk_pin.AlarmTest):
    test_alarm_over_the_lock = None

    def setUp(self):
        super().setUp()
        self.happened = {}
        self.minute = self.highest = 0
        path = os.path.join(self.dir, 'clock')
        now = int(time.time())
        self.begin_s = (now // DAY_S + 1) * DAY_S + BEGIN_H * 3600 - now  # from then tomorrow
        with open(path, 'wb') as file:
            file.write(struct.pack('q', self.begin_s))
        with open(path, 'r+b') as file:
            self.clock = mmap.mmap(file.fileno(), 8)
        self.count = os.path.join(self.dir, 'frames')
        self.environment.update(DAY_CLOCK_FILE=path, TZ='UTC')

    def count_one(self, what):
        self.happened[what] = self.happened.get(what, 0) + 1

    def frames(self):
        with open(self.count, encoding='ascii') as file:
            return int(file.read() or 0)

    def pass_minutes(self, count):
        """Each is drawn before the next."""
        for _ in range(count):
            self.minute += 1
            before = self.frames()
            self.clock[:] = struct.pack('q', self.begin_s + self.minute * MINUTE_S)
            end = time.monotonic() + 20
            while self.frames() <= before:
                self.assertLess(time.monotonic(), end, 'no frame in a minute')
                time.sleep(0.01)
            # whoever asks another is answered before the clock goes on
            time.sleep(0.06)
            self.note_memory()

    def note_memory(self):
        used = private_kb(self.kiosk.pid)
        self.highest = max(self.highest, used)
        return used

    def pass_until(self, what, condition):
        """With one of the next reports."""
        for _ in range(20):
            if condition():
                return
            self.pass_minutes(1)
        self.fail('not seen in time: %s; there is %s' % (what, self.signals()))

    def calm(self):
        poll('calm', lambda: self.title() == 'Overview')

    def say(self, step):
        self.sim.stdin.write(step.encode() + b'\n')
        self.sim.stdin.flush()

    def begin_all(self):
        self.start_signals()
        self.environment['LD_PRELOAD'] = CLOCK
        self.start_sim(CALM + REPORTS)
        self.start_day_monitor()
        self.assertEqual(self.set_pin().returncode, 0)
        self.environment['FRAME_COUNT_FILE'] = self.count
        self.kiosk = self.start_kiosk('--plan', PLAN, LD_PRELOAD=CLOCK + ' ' + FRAMES)
        self.environment['LD_PRELOAD'] = CLOCK
        poll('the sentence', lambda: self.state().startswith('The pump is running'))
        self.sensor = self.start_fake('net.hadess.SensorProxy')
        self.sensor.set_light(DUSK_LUX)

    def start_day_monitor(self):
        self.monitor = self.start_monitor()

    def run(self, result=None):
        # no second try of a day
        return unittest.TestCase.run(self, result)

    # what happens in a day

    def press(self, name):
        # on the page that is shown: each has a way back
        self.activate(name, lambda: self.button(name))

    def answer(self):
        """Every alarm that asks for it; what another covers may sound on."""
        for _ in range(20):
            if self.title() != 'Alarm':
                return
            if self.button('Acknowledge'):
                self.press('Acknowledge')
            elif self.button('Back'):
                self.press('Back')
            time.sleep(0.7)
        self.fail('alarms go on: %s' % self.signals())

    def have_alarm(self, number):
        begin, condition, end = ALARMS[number % len(ALARMS)]
        self.say(begin)
        self.pass_until('the alarm of ' + begin, lambda: self.signals().get(condition) == 'sounding')
        poll('the alarm page', lambda: self.title() == 'Alarm')
        time.sleep(2)  # it flashes
        self.note_memory()
        self.answer()
        self.calm()
        self.pass_minutes(3)
        self.say(end)
        self.pass_until('the end of ' + condition, lambda: self.signals().get(condition) in (None, 'latched'))
        if condition in self.signals():
            self.see_latched()
        self.count_one('alarms')

    def see_latched(self):
        self.press('Alarms')
        poll('the alarm page', lambda: self.title() == 'Alarm')
        for _ in range(5):
            if not self.button('Seen'):
                break
            self.press('Seen')
            time.sleep(0.5)
        if self.title() == 'Alarm':
            self.press('Back')
        self.calm()

    def walk_questions(self):
        self.press('Symptoms')
        poll('the questions', lambda: self.shows('Yes', 'No', 'Not sure'))
        for answer, after in (('Yes', '2 of 8'), ('No', '3 of 8'), ('Yes', '4 of 8')):
            self.press(answer)
            poll('the next', lambda after=after: self.says(after))
        self.pass_minutes(3)
        self.leave('walks')

    def leave(self, what):
        for _ in range(10):
            if self.title() == 'Overview':
                self.count_one(what)
                return
            self.press('Back')
            time.sleep(0.5)
        self.fail('no way back from ' + self.title())

    def open_call(self):
        self.press('Call')
        poll('the numbers', lambda: self.says('Square that dials'))
        self.leave('calls')
        self.press('Call')
        poll('the numbers', lambda: self.says('Square that dials'))
        self.pass_minutes(3)
        self.calm()

    def open_beep(self):
        self.press('I hear a beep')
        poll('the beeps', lambda: self.shows('I hear it now'))
        self.press('Play the two sounds')
        poll('the sounds', lambda: self.says('The two sounds of a pump'))
        self.leave('beeps')

    def open_settings(self):
        self.open_lock()
        self.type_keys('9753')
        poll('wrong', lambda: self.says('Wrong PIN.'))
        self.type_keys(PIN)
        poll('the settings', self.settings_are_open)
        self.note_memory()
        self.press('Night begins later')
        self.press('Night begins earlier')
        self.press('Close')
        self.calm()
        self.count_one('settings')

    def lose_monitor(self):
        self.monitor.kill()
        self.monitor.wait()
        poll('lost', lambda: self.title() == 'Nothing is being watched')
        self.press('Acknowledge')
        self.pass_minutes(2)
        self.start_day_monitor()
        poll('that it is watched', lambda: self.title() in ('Overview', 'Alarm'))
        self.pass_minutes(6)
        self.answer_others()
        poll('news of the pump', lambda: self.says('heard'))
        self.count_one('monitor lost')

    def put_lamp(self):
        """On, and off."""
        self.sensor.set_light(100.0)
        self.pass_minutes(2)
        self.sensor.set_light(DUSK_LUX)
        self.count_one('lamps')

    def pass_to(self, minute):
        while self.minute < minute:
            self.pass_minutes(1)

    def three_hours(self, number):
        begin = number * 180
        acts = ((10, lambda: self.have_alarm(number)), (30, self.walk_questions), (40, self.open_call), (50, self.open_beep),
                (60, self.measure), (70, self.open_settings), (80, self.lose_monitor), (105, self.put_lamp), (120, self.measure),
                (180, self.measure))
        for at, act in acts:
            self.pass_to(begin + at)
            self.answer_others()
            act()

    def answer_others(self):
        """What a clock that runs so fast may have set off."""
        if self.title() == 'Alarm':
            self.count_one('other alarms: ' + ', '.join(sorted(self.signals())))
            self.answer()

    def measure(self):
        self.calm()
        time.sleep(1)
        self.memory.append(self.note_memory())
        print('hour %d: %d kB' % (self.minute // 60, self.memory[-1]), file=sys.stderr, flush=True)

    def test_day(self):
        self.memory = []
        self.begin_all()
        self.answer_others()
        first = self.frames()
        for number in range(HOURS // 3):
            self.three_hours(number)
        print(json.dumps({'private_kb': self.memory, 'highest_kb': self.highest, 'happened': self.happened,
                          'frames': self.frames() - first, 'minutes': self.minute}), flush=True)


if __name__ == '__main__':
    main()
