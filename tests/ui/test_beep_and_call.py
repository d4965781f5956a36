#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
""""I hear a beep", and whom to call: with the real monitor, the simulated pump and a loudspeaker that nobody hears."""

import subprocess

from window_case import WindowCase, main, poll, walk

CALM = """[pump]
ReservoirMl=12.7
CapacityMl=40
LowMl=3
ConcentrationUgPerMl=500
DoseUgPerDay=390
"""
REASSURING = (" fine", " OK", " safe", " normal", "healthy", "all clear", "in order", "no problem")


class BeepTest(WindowCase):
    def begin(self, size=(1280, 800), monitor=True):
        self.start_signals()
        if monitor:
            self.start_sim(CALM)
            self.start_monitor()
        self.start_window(size)
        if monitor:
            poll("the sentence", lambda: self.state().startswith("The pump is running"))

    def open_beep(self, size=None):
        self.press("I hear a beep")
        poll("its first page", lambda: self.says("Is it the pump?"))
        if size:
            self.with_window("I hear a beep", "windowsize", *size)

    def buttons(self, title):
        """Names of the buttons in the window of this title, in order."""
        for role in ("frame", "dialog", "window"):
            window = self.find(title, role)
            if window:
                return [node.get_name() for node in walk(window) if node.get_role_name() == "push button"]
        return []

    def assert_calm_words(self):
        texts = poll("the words", lambda: [node.get_name() for node in walk(self.app)])
        for word in REASSURING:
            self.assertEqual([text for text in texts if word in text], [], word)

    def test_what_was_heard_reaches_the_monitor(self):
        self.begin()
        self.open_beep()
        self.screenshot("beep-first")
        self.press("I hear it now")
        poll("the question", lambda: self.says("Which beep do you hear?"))
        self.screenshot("beep-which")
        self.press("One short beep")
        poll("the alarm of the beep", lambda: self.signals().get("pump-sound-single"))
        poll("what was done", lambda: self.says("Thecal has noted it: one short beep."))
        self.assert_calm_words()
        self.screenshot("beep-told")
        poll("the ways on", lambda: {"Symptoms", "Call"} <= set(self.buttons("I hear a beep")))

    def test_not_sure_is_the_worse_one(self):
        self.begin()
        self.open_beep()
        self.press("I hear it now")
        self.press("Not sure")
        poll("the alarm of the worse beep", lambda: self.signals().get("pump-sound-critical"))
        poll("what was done", lambda: self.says("Thecal has noted it: a beep of some kind."))

    def test_without_a_monitor(self):
        self.begin(monitor=False)
        self.open_beep()
        self.press("I hear it now")
        self.press("Two tones")
        poll("that nobody was told", lambda: self.says("monitor is not running"))

    def levels(self):
        """What the loudspeaker plays now and then: it is recorded until the process is ended."""
        recording = subprocess.Popen(["parec", "--device=speaker.monitor", "--raw", "--format=s16le", "--channels=1",
                                      "--rate=8000", "--latency-msec=20"], env=self.environment,
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.started.append(recording)
        return recording

    def heard_s(self, recording):
        """Seconds of sound since its beginning."""
        recording.terminate()
        octets = recording.communicate(timeout=20)[0]
        values = memoryview(octets[:len(octets) // 160 * 160]).cast("h")
        return sum(max(map(abs, values[i:i + 80])) > 300 for i in range(0, len(values), 80)) / 100

    def test_the_two_sounds(self):
        self.begin(monitor=False)
        self.open_beep()
        self.press("Play the two sounds")
        poll("the page", lambda: self.says("The two sounds of a pump"))
        poll("how loud the pump is", lambda: self.says("quieter than this"))
        poll("whom to ask", lambda: self.says("Ask the clinic to play the pump's own sounds"))
        for button, words, length in (("Low: a short beep about once an hour", "the sound of a low pump", 1),
                                      ("Empty: a siren every ten minutes", "the sound of an empty or stopped pump", 3)):
            recording = self.levels()
            self.press(button)
            poll("the end of it", lambda: self.says(words))
            self.assertAlmostEqual(self.heard_s(recording), length, delta=0.3, msg=button)
        self.screenshot("beep-sounds")
        self.press("Back")
        poll("the first page", lambda: self.says("Is it the pump?"))

    def test_no_sound_is_told(self):
        self.begin(monitor=False)
        self.environment["THECAL_ALSA_PCM"] = "null"
        self.open_beep()
        self.press("Play the two sounds")
        subprocess.run(["pactl", "unload-module", "module-null-sink"], env=self.environment, check=True, timeout=30)
        self.press("Low: a short beep about once an hour")
        poll("why", lambda: self.says("This computer could not play it."))
        poll("nothing else", lambda: not self.says("the sound of a low pump"))

    def test_listen_with_me(self):
        self.begin(monitor=False, size=(800, 480))
        self.open_beep((800, 480))
        self.press("Listen with me")
        poll("what to do for it", lambda: self.says("quiet room"))
        self.screenshot("beep-listen")
        self.press("Begin to listen")
        poll("the time left", lambda: self.says("65 minutes left"))
        poll("that it goes on", lambda: self.find("65 minutes left") and self.says("Listening"))
        self.screenshot("beep-listening")
        # it goes on while its window is closed
        self.press("Back")
        self.press("Back")
        poll("its end", lambda: not self.says("Is it the pump?"))
        self.press("I hear a beep")
        poll("it listens", lambda: self.says("minutes left"))
        self.press("I heard it")
        poll("the question", lambda: self.says("Which beep do you hear?"))


if __name__ == "__main__":
    main()
