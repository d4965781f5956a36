#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
""""I hear a beep", and whom to call: with the real monitor, the simulated pump and a loudspeaker that nobody hears."""

import configparser
import datetime
import os
import re
import subprocess

import pdf_text
from window_case import ARTEFACTS, WindowCase, main, poll, steady, walk

CALM = """[pump]
ReservoirMl=12.7
CapacityMl=40
LowMl=3
ConcentrationUgPerMl=500
DoseUgPerDay=390
"""
LOW = CALM.replace("12.7", "2.8")
EMPTY = "[pump]\nReservoirMl=0.3\n"
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# the clock of the tests is the real one: a team that is open all of today and tomorrow, and one that is not
DAY = datetime.datetime.now(datetime.timezone.utc).weekday()
OPEN = "%s,%s 00:00-24:00" % (WEEK[DAY], WEEK[(DAY + 1) % 7])
CLOSED = "%s 08:30-17:00" % WEEK[(DAY + 3) % 7]
PLAN = """[person]
Name=Theo Example
[emergency]
Number=911
Confirmed=true
[contact pump-team]
Role=pump-team
Name=Pump team, Lakeside clinic
Phone=+1 202 555 0142
Hours=%s
TimeZone=UTC
Confirmed=true
[contact on-call]
Role=on-call
Name=On-call doctor, Lakeside Hospital
Phone=+1 202 555 0122
Note=ask for "intrathecal baclofen pump, on call"
Confirmed=true
[contact neurosurgery]
Role=neurosurgery
Name=Neurosurgery on duty
Phone=+1 202 555 0163
Hours=always
Confirmed=true
[contact emergency-department]
Role=emergency-department
Name=Emergency department, Lakeside Hospital
Phone=+1 202 555 0190
Hours=always
Confirmed=true
[contact marcus]
Role=caregiver
Name=Marcus, second caregiver
Phone=+1 202 555 0178
Hours=always
Note=10 minutes away
Confirmed=true
"""
REASSURING = (" fine", " OK", " safe", " normal", "healthy", "all clear", "in order", "no problem")


class PageCase(WindowCase):
    def write_plan(self, text):
        self.plan = os.path.join(self.dir, "plan.ini")
        with open(self.plan, "w", encoding="utf-8") as file:
            file.write(text)

    @steady
    def window(self, title):
        """The window of this title; GTK 4.8 gives it no role of its own."""
        for node in walk(self.app):
            if node.get_name() == title and node.get_role_name() not in ("label", "push button"):
                return node
        return None

    @steady
    def buttons(self, title):
        """Names of the buttons in it, in order."""
        return [node.get_name() for node in walk(self.window(title)) if node.get_role_name() == "push button"]

    def press_in(self, title, name):
        """Where several windows have a button of this name."""
        def button():
            for node in walk(self.window(title)):
                if node.get_name() == name and node.get_role_name() == "push button":
                    return node
            return None
        self.activate(name + " of " + title, button)

    def assert_calm_words(self):
        texts = poll("the words", lambda: [node.get_name() for node in walk(self.app)])
        for word in REASSURING:
            self.assertEqual([text for text in texts if word in text], [], word)


class BeepTest(PageCase):
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
        poll("the first question", lambda: self.says("breathing"))
        self.screenshot("beep-untold")

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
        def is_left():
            """Once more where the page was changing when Back was pressed."""
            if not self.says("Is it the pump?"):
                return True
            back = self.can_press("Back")
            if back:
                back.do_action()
            return False

        poll("its end", is_left)
        self.press("I hear a beep")
        poll("it listens", lambda: self.says("minutes left"))
        self.press("I heard it")
        poll("the question", lambda: self.says("Which beep do you hear?"))


class CallTest(PageCase):
    def begin(self, hours, size=(1280, 800)):
        self.write_plan(PLAN % hours)
        self.start_window(size, ["--plan", self.plan])

    def open_call(self, size=None):
        self.press("Call")
        poll("the page", lambda: self.says("Call the "))
        if size:
            self.with_window("Call", "windowsize", *size)

    @steady
    def numbers(self):
        """What the rows say, in calling order."""
        return [node.get_name() for node in walk(self.find("Numbers in calling order"))
                if node.get_role_name() == "list item"]

    def test_whom_to_call_outside_of_the_hours(self):
        self.begin(CLOSED)
        self.open_call()
        poll("the headline", lambda: self.says("Call the on-call doctor now."))
        poll("when the team opens", lambda: self.says("Pump team: closed, opens %s 08:30" % CLOSED[:3]))
        rows = poll("the numbers", self.numbers)
        self.assertEqual([row.split(",")[0] for row in rows],
                         ["On-call doctor", "Neurosurgery on duty", "Marcus", "Pump team", "Emergency department"])
        self.assertIn("+1 202 555 0122, open now, at any hour", rows[0])
        self.assertIn("closed, opens %s 08:30" % CLOSED[:3], rows[3])
        poll("that all are confirmed", lambda: self.says("All numbers are marked as confirmed."))
        self.assert_calm_words()
        self.screenshot("call")
        shown = subprocess.run(["zbarimg", "--quiet", "--raw", os.path.join(ARTEFACTS, "call.png")], text=True,
                               capture_output=True, timeout=30).stdout
        self.assertEqual(shown.strip(), "tel:+12025550122")

    def test_no_answer_leads_to_the_next(self):
        self.begin(CLOSED)
        self.open_call()
        for number in ("0163", "0178"):
            self.press("No answer")
            poll("the next number", lambda: self.find("+1 202 555 " + number, "label"))
        poll("what came of it", lambda: "no answer at" in self.numbers()[1])
        self.press("Called")
        poll("what to do then", lambda: self.says("You called. If nobody has rung back"))
        poll("that it is kept", lambda: "called at" in self.numbers()[2])
        self.press_in("Call", "Call")
        poll("how to dial", lambda: self.says("No program here can dial."))
        self.screenshot("call-no-answer")

    def test_team_in_its_hours(self):
        self.begin(OPEN, (800, 480))
        self.open_call((800, 480))
        poll("the headline", lambda: self.says("Call the pump team now."))
        poll("the first", lambda: self.numbers()[0].startswith("Pump team, Lakeside clinic, +1 202 555 0142, open now"))
        poll("the emergency number", lambda: self.says("Call 911"))
        self.press("Call emergency number")
        poll("its number", lambda: self.find("911", "label"))
        self.screenshot("call-small")

    def test_a_plan_that_changes_is_read_again(self):
        self.begin(CLOSED)
        self.open_call()
        poll("the headline", lambda: self.says("Call the on-call doctor now."))
        self.write_plan(PLAN % OPEN)
        poll("the new headline", lambda: self.says("Call the pump team now."))
        self.write_plan("[contact pump-team]\nRole=nobody\n")
        poll("what is wrong where", lambda: self.says("plan.ini:2"))
        poll("the numbers of before", lambda: self.says("Call the pump team now."))
        self.screenshot("call-fault")

    def test_nothing_is_guessed(self):
        self.plan = os.path.join(self.dir, "plan.ini")
        self.start_window((1280, 800), ["--plan", self.plan])
        self.open_call()
        poll("what is missing", lambda: self.says("No emergency number has been chosen."))
        poll("the clinic too", lambda: self.says("No pump team is entered."))
        poll("no number of its own", lambda: self.says("Call emergency number"))
        self.assertIsNone(self.says("911 "))
        self.screenshot("call-no-plan")
        self.press("Choose the emergency number")
        self.press("112")
        poll("the number", lambda: self.says("Call 112"))
        poll("it is kept", lambda: os.path.exists(self.plan))
        plan = configparser.ConfigParser(strict=False)
        plan.read(self.plan)
        self.assertEqual(plan["emergency"]["Number"], "112")

    def test_an_alarm_names_who_is_there_now(self):
        self.write_plan(PLAN % CLOSED)
        self.start_signals()
        self.start_sim(EMPTY)
        self.start_monitor()
        self.start_window((1280, 800), ["--plan", self.plan])
        window = poll("the alarm window", lambda: self.find("SIMULATED · Reservoir empty"))
        poll("who", lambda: self.says("Call now: On-call doctor, Lakeside Hospital, +1 202 555 0122", window))
        poll("the same in the advice", lambda: self.says("Call the on-call doctor now. First answer", window))
        poll("the button", lambda: self.says("Call on-call doctor\n+1 202 555 0122", window))
        self.screenshot("call-alarm")
        self.press_in("SIMULATED · Reservoir empty", "Call")
        poll("the page", lambda: self.says("Call the on-call doctor now."))


class SymptomsTest(PageCase):
    def begin(self, scenario, **environment):
        self.write_plan(PLAN % CLOSED)
        self.start_signals()
        self.start_sim(scenario)
        self.start_monitor()
        self.printed = os.path.join(self.dir, "checks.pdf")
        self.start_window((1280, 800), ["--plan", self.plan, "--print-to", self.printed],
                          THECAL_STATE_DIR=os.path.join(self.dir, "state"))

    def is_printed(self):
        if not os.path.exists(self.printed):
            return False
        with open(self.printed, "rb") as file:
            return file.read().rstrip().endswith(b"%%EOF")

    def answer(self, question, answer):
        """Once more where the page was still being made when it was pressed."""
        for _ in range(3):
            self.press_in("Symptoms", answer)
            try:
                poll("the next question", lambda: not self.says(question, self.window("Symptoms")), 12)
                return
            except AssertionError:
                pass
        self.fail("no answer to: " + question)

    def n_steps(self):
        """How often the monitor has stepped: it tells of each, and of what the pump sends."""
        told = subprocess.run(["gdbus", "call", "--session", "--dest", "org.thecal.Monitor1", "--object-path",
                               "/org/thecal/Monitor1/manager", "--method", "org.freedesktop.DBus.Properties.Get",
                               "org.thecal.Monitor1.Manager", "Steps"], env=self.environment, capture_output=True, text=True,
                              timeout=30, check=True).stdout
        return int(re.search(r"uint64 (\d+)", told)[1])

    def assert_stays(self, name):
        """While the monitor tells this and that: a slow press is longer than the time between."""
        before = poll(name, lambda: self.find(name, "push button")).place
        begin = self.n_steps()
        poll("the monitor goes on", lambda: self.n_steps() > begin + 5)
        self.assertEqual(poll(name, lambda: self.find(name, "push button")).place, before)

    def test_from_an_alarm(self):
        self.begin(EMPTY)
        poll("the alarm window", lambda: self.find("SIMULATED · Reservoir empty"))
        self.press_in("SIMULATED · Reservoir empty", "Symptoms")
        poll("the first question", lambda: self.says("breathing"))
        self.screenshot("symptoms-of-an-alarm")
        for question, answer in (("breathing?", "Yes"), ("breathing very slow", "No"), ("wake them", "Yes"),
                                 ("having a fit", "No"), ("stiff as a board", "No"), ("skin very hot", "No"),
                                 ("making a sound", "No sound")):
            poll(question, lambda: self.says(question, self.window("Symptoms")))
            self.answer(question, answer)
        poll("the last refill", lambda: self.says("the last refill", self.window("Symptoms")))
        self.assert_stays("Longer ago")
        self.answer("the last refill", "Longer ago")
        poll("the list of the alarm", lambda: self.says("Too little baclofen"))

    def test_the_result_is_not_covered_by_its_own_alarm(self):
        self.begin(CALM)
        poll("the sentence", lambda: self.state().startswith("The pump is running"))
        self.press("Symptoms")
        poll("the first question", lambda: self.says("breathing"))
        self.press_in("Symptoms", "No")
        poll("the result", lambda: self.says("Call the emergency number now"))
        poll("its alarm", lambda: self.signals().get("triage-open"))
        poll("it sounds", lambda: self.signals().get("triage-open") == "sounding")
        self.screenshot("symptoms-result")
        poll("no window over it", lambda: not self.window("SIMULATED · Call not confirmed"))
        self.press_in("Symptoms", "Called")
        poll("its end", lambda: "triage-open" not in self.signals())
        def checks():
            self.with_window("Thecal", "windowfocus")
            self.keys("key", "ctrl+k")
            return self.window("Symptom checks")
        poll("the list of checks", checks)
        poll("this one", lambda: self.says("Call the emergency number now", self.window("Symptom checks")))
        poll("what came of it", lambda: self.says("called", self.window("Symptom checks")))
        poll("what was found", lambda: self.says("Found: not breathing", self.window("Symptom checks")))
        self.screenshot("checks")
        self.press("Print for the team")
        poll("the whole print", self.is_printed)
        self.assertIn("Found: not breathing", " ".join(pdf_text.read(self.printed).split()))


if __name__ == "__main__":
    main()
