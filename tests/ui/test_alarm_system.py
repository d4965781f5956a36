#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window shows of the alarm system: log, ledger, ladder, drill and status, against a monitor that only says
what the test puts into it."""

import subprocess
import threading
import time

from window_case import XML, WindowCase, main, poll, steady, walk

from fake_monitor import FakeMonitor
from gi.repository import Atspi, GLib

s, u, x, b = (lambda value, kind=kind: GLib.Variant(kind, value) for kind in "suxb")
HOUR = 3600


def strings(*values):
    return GLib.Variant("as", values)


def ms(ago_s=0):
    return int((time.time() - ago_s) * 1000)


def alarm(condition="reservoir-empty", title="Reservoir empty", **properties):
    values = dict(Condition=s(condition), Title=s(title), Advice=s("Call the pump team now."), Priority=s("high"),
                  ConditionState=s("true"), SignalState=s("sounding"), SinceTime=x(ms(720)), PauseMaxMin=u(10),
                  PauseDefaultMin=u(2), Pump=GLib.Variant("o", "/org/thecal/Monitor1/pump/1"), PumpId=s("theo"))
    values.update(properties)
    return values


class AlarmSystemTest(WindowCase):
    def setUp(self):
        super().setUp()
        self.monitor = FakeMonitor(XML)
        self.addCleanup(self.monitor.stop)
        self.monitor.put_pump(Id=s("theo"), Name=s("Theo's pump"), Link=s("up"), Therapy=s("run"), Source=s("implant"))
        now = ms(300)
        self.monitor.set("manager", SelfTest=GLib.Variant("a(sbsx)", [
            ("sound", True, "heard on speaker", now), ("notification", True, "", now), ("store", True, "", now)]),
            DrillState=s("never"))

    def show(self, size=(1280, 800), **environment):
        self.start_window(size, **environment)
        poll("the state", lambda: self.state() and "not running" not in self.state())

    def asked(self, method, *arguments):
        return poll(method, lambda: [call for call in self.monitor.asked(method) if call[2] == arguments])

    def go(self, keys, words):
        self.with_window("Thecal", "windowfocus")
        self.keys("key", keys)
        poll(words, lambda: self.says(words))

    def test_ledger(self):
        self.monitor.put_alarm(7, **alarm("reservoir-low", "Reservoir low", Priority=s("medium"), PauseDefaultMin=u(10)))
        self.show()
        # no sound without its source, and no promise about the pump's own beep
        poll("the source", lambda: self.says("Sounding now. The sound is for Reservoir low, Theo's pump."))
        self.assertTrue(self.says("Thecal cannot stop that beep"))
        self.assertTrue(self.says("Alarm"))
        self.monitor.set("alarm/7", SignalState=s("acknowledged"), AcknowledgedBy=s("Anna"), UntilTime=x(ms(-125)))
        # it counts down by itself
        poll("two minutes", lambda: self.says("Anna is on it until"))
        poll("the count", lambda: self.says(", 1:5") or self.says(", 2:0"), 5)
        first = self.says("Anna is on it until").get_name()
        poll("another second", lambda: self.says("Anna is on it until").get_name() != first, 5)
        self.screenshot("ledger-acknowledged")
        self.press("Not on it after all")
        self.asked("Decline")
        self.monitor.set("alarm/7", SignalState=s("paused"), AcknowledgedBy=s(""), UntilTime=x(ms(-1700)))
        poll("the pause", lambda: self.says("Sound paused until"))
        self.assertTrue(self.says("28 min left"))
        self.assertIsNone(self.find("Not on it after all", "push button"))

    def test_latched(self):
        began, ended = ms(4 * HOUR), ms(HOUR)
        self.monitor.write("raise", at=began)
        self.monitor.write("log", "latched", at=ended)
        self.monitor.put_alarm(7, **alarm(SignalState=s("latched"), ConditionState=s("clear"), SinceTime=x(began)))
        self.show()
        clock = [time.strftime("%H:%M", time.gmtime(at / 1000)) for at in (began, ended)]
        poll("what it was", lambda: self.says("was Reservoir empty"))
        self.assertIn("nobody acknowledged", self.says("was Reservoir empty").get_name())
        for time_of_day in clock:
            self.assertIn(time_of_day, self.says("was Reservoir empty").get_name())
        self.assertFalse(self.state().startswith("Reservoir empty"), "what has ended is not how things are")
        self.screenshot("latched")
        # nor is it one that stands beside another
        self.monitor.put_alarm(8, **alarm("infusion-stopped", "Pump stopped"))
        poll("another", lambda: self.find("Acknowledge", "push button"))
        self.assertIsNone(self.says("more alarm"))
        self.monitor.remove("alarm/8")
        poll("its end", lambda: not self.find("Acknowledge", "push button"))
        self.press("Seen")
        self.asked("Reset")
        self.monitor.remove("alarm/7")
        poll("its end", lambda: not self.says("was Reservoir empty"))

    def test_log(self):
        for i in range(450):
            self.monitor.write("signal", at=ms(9000 - i))
        self.monitor.write("raise", condition="reservoir-low", priority="medium", episode=6, at=ms(5000))
        self.monitor.write("raise", at=ms(4000))
        for i in range(300):
            self.monitor.write("signal", at=ms(3900 - i))
            self.monitor.write("log", "sounded: heard on speaker", at=ms(3900 - i))
        self.monitor.write("log", "not-sounded: there is no sound output", at=ms(2000))
        self.monitor.write("escalate", "step 2 louder speech", at=ms(1900))
        self.monitor.write("log", "paused: " + time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 60)),
                           at=ms(1800))
        self.monitor.write("log", "Anna", at=ms(1700))
        self.monitor.write("log", "screen caregiver shows it", at=ms(1600))
        self.monitor.put_alarm(7, **alarm(SignalState=s("acknowledged"), AcknowledgedBy=s("Anna"), UntilTime=x(ms(-600))))
        self.show()
        self.go("ctrl+l", "A change to this log can be noticed")
        for words in ("Anna is on it", "did NOT sound: there is no sound output", "nobody answered: louder, spoken aloud",
                      "sound paused until", "heard on speaker, 300 times since", "shown on the screen: caregiver"):
            poll(words, lambda words=words: self.says(words))
        # further back over pages that hold sounds only
        poll("the oldest", lambda: self.says("Reservoir low"))
        self.screenshot("log")
        # what is new comes by itself
        self.monitor.write("log", "acknowledge-ended", at=ms())
        self.monitor.set("alarm/7", SignalState=s("acknowledged"), UntilTime=x(ms(-1)))
        poll("the newest", lambda: self.says("asks again"))
        self.go("ctrl+2", "What happened")
        self.press("Log of this alarm")
        poll("the filter", lambda: self.says("Only this alarm: Reservoir empty"))
        poll("its beginning", lambda: self.says("began"))
        self.assertIsNone(self.says("Reservoir low"))
        self.screenshot("log-one-alarm")
        self.press("Show all alarms")
        poll("all", lambda: self.says("Reservoir low"))

    def test_empty_log(self):
        self.show()
        self.go("ctrl+l", "Nothing recorded yet")
        self.screenshot("log-empty")

    def test_escalation(self):
        self.start_window_manager()
        self.set_screen("640/170x800/210+0+0")
        self.show((600, 500))
        self.monitor.put_alarm(7, **alarm(SymptomsFirst=b(True)))
        poll("the window", lambda: self.find("Acknowledge", "push button"))
        self.asked("ReportShown", 7, "caregiver")
        self.assertEqual(len(self.geometries("Reservoir empty")), 1)
        self.assertNotIn((640, 800), [size for _, size in self.geometries("Reservoir empty")])
        self.screenshot("alarm-usual")
        self.monitor.set("alarm/7", Actions=strings("louder", "full-screen"))
        poll("a full screen", lambda: [size for _, size in self.geometries("Reservoir empty")] == [(640, 800)])
        self.screenshot("alarm-full-screen")
        self.monitor.set("alarm/7", SignalState=s("paused"), UntilTime=x(ms(-110)))
        poll("one of usual size", lambda: (640, 800) not in [size for _, size in self.geometries("Reservoir empty")] and
             len(self.geometries("Reservoir empty")) == 1)
        self.assertTrue(self.says("Sound paused until"))
        self.screenshot("alarm-paused")
        # neither the window manager nor its keys answer an alarm
        self.with_window("Reservoir empty", "windowfocus")
        self.keys("key", "alt+F4")
        time.sleep(0.5)
        self.assertEqual(len(self.geometries("Reservoir empty")), 1)
        self.monitor.set("alarm/7", SignalState=s("sounding"), Actions=strings("full-screen"))
        poll("a full screen again", lambda: (640, 800) in [size for _, size in self.geometries("Reservoir empty")])
        self.monitor.set("alarm/7", SignalState=s("acknowledged"), AcknowledgedBy=s("Anna"), UntilTime=x(ms(-1000)))
        poll("none", lambda: not self.geometries("Reservoir empty"))
        self.assertTrue(self.says("Anna is on it until"))
        self.assertEqual([call[2] for call in self.monitor.asked("ReportShown")], [(7, "caregiver")], "once an episode")

    def test_covered(self):
        """A milder alarm that a graver one covers opens no window of its own, and says that it has no sound."""
        self.monitor.put_alarm(7, **alarm(SignalState=s("acknowledged"), AcknowledgedBy=s("Anna"), UntilTime=x(ms(-1000)),
                                          SpeaksFor=strings("reservoir-empty-soon", "reservoir-low")))
        self.monitor.put_alarm(8, **alarm("reservoir-empty-soon", "Reservoir empty soon", Rank=u(1),
                                          CoveredBy=s("reservoir-empty"), Actions=strings("full-screen", "all-screens")))
        self.monitor.put_alarm(9, **alarm("reservoir-low", "Reservoir low", Rank=u(2), SignalState=s("paused"),
                                          UntilTime=x(ms(-100)), CoveredBy=s("reservoir-empty")))
        self.show()
        poll("the ledger", lambda: self.says("Anna is on it until"))
        self.go("ctrl+2", "Covered by Reservoir empty: it has no sound of its own")
        self.assertIsNone(self.says("Sounding now"))
        self.assertFalse(self.geometries("Reservoir empty soon") or self.geometries("Reservoir low"))
        self.screenshot("covered")
        # when the graver one has ended it speaks for itself
        self.monitor.set("alarm/8", CoveredBy=s(""))
        poll("its window", lambda: self.geometries("Reservoir empty soon"))
        poll("its sound", lambda: self.says("Sounding now"))

    def test_all_screens(self):
        self.start_two_screens()
        self.show(None, GDK_BACKEND="wayland")
        self.assertEqual(self.red_screens("calm"), [False, False])
        self.monitor.put_alarm(7, **alarm(SymptomsFirst=b(True), Actions=strings("full-screen", "all-screens")))
        poll("both screens", lambda: self.red_screens("alarm-all-screens") == [True, True])
        self.asked("ReportShown", 7, "caregiver")
        self.asked("ReportShown", 7, "caregiver 2")
        self.assertEqual(len(self.find_all("Acknowledge", "push button")), 2)
        self.monitor.set("alarm/7", SignalState=s("paused"), UntilTime=x(ms(-110)))
        poll("one window", lambda: len(self.find_all("Acknowledge", "push button")) == 1)
        poll("a free screen", lambda: self.red_screens("alarm-paused-two-screens").count(True) <= 1)
        self.monitor.set("alarm/7", SignalState=s("acknowledged"), AcknowledgedBy=s("Anna"), UntilTime=x(ms(-1000)))
        poll("none", lambda: self.red_screens("acknowledged-two-screens") == [False, False])
        self.assertEqual(sorted(call[2] for call in self.monitor.asked("ReportShown")),
                         [(7, "caregiver"), (7, "caregiver 2")], "once an episode and screen")

    def report(self, *channels):
        self.monitor.set("manager", DrillState=s("done"), DrillReport=GLib.Variant("a(sbs)", channels))

    def test_drill(self):
        self.show()
        self.monitor.errors["StartDrill"] = ("org.thecal.Error.NotAllowed", "a high alarm stands")
        self.go("ctrl+comma", "Is Thecal able to alarm?")
        self.press("Test alarm (drill)…")
        poll("what will happen", lambda: self.says("It is marked DRILL everywhere"))
        self.screenshot("drill-question")
        self.press("Begin the drill Begin the drill")
        poll("why not", lambda: self.says("no drill may cover a real alarm"))
        self.press("Close Close")
        self.monitor.errors.clear()
        self.press("Test alarm (drill)…")
        self.press("Begin the drill Begin the drill")
        poll("its begin", lambda: len(self.monitor.asked("StartDrill")) == 2)
        self.monitor.set("manager", DrillState=s("running"), DrillTime=x(ms()))
        self.monitor.put_alarm(9, **alarm("drill", "DRILL", Drill=b(True), Advice=s("Acknowledge it."),
                                          Pump=GLib.Variant("o", "/"), PumpId=s("")))
        poll("its window", lambda: self.find("DRILL", "label"))
        poll("its button", lambda: self.find("Acknowledge", "push button"))
        self.assertTrue(self.says("DRILL · High alarm"))
        self.assertTrue(self.says("DRILL · This is no real alarm"))
        self.asked("ReportShown", 9, "caregiver")
        self.screenshot("drill")
        self.press_until("Acknowledge", "the acknowledgement", lambda: self.monitor.asked("Acknowledge"))
        self.monitor.remove("alarm/9")
        self.report(("sound", True, "heard on speaker"), ("notification", True, ""), ("log", True, "written"),
                    ("screen caregiver", True, "showed it"), ("person root", True, "answered"))
        poll("the report", lambda: self.says("What the drill found"))
        self.screenshot("drill-report")
        self.press("Close Close")
        self.report(("sound", True, "heard on speaker"), ("speech", False, "not reached: answered in 9 s"))
        poll("the last one", lambda: self.says("1 of 2 channels worked, the others were not reached"))
        self.press("Report")
        poll("its turn", lambda: self.says("not reached: answered in 9 s"))
        self.screenshot("drill-report-early")
        self.press("Close Close")
        self.report(("sound", True, "heard on speaker"), ("speech", False, "espeak-ng is not installed"),
                    ("notification", True, "shown"), ("log", True, ""), ("screen caregiver", True, "shown after 1 s"),
                    ("person Anna", False, "no answer"))
        self.press("Report")
        poll("the report", lambda: self.says("What the drill found"))
        poll("what failed", lambda: self.says("did NOT work: espeak-ng is not installed"))
        self.screenshot("drill-report-failed")
        self.press("Close Close")
        poll("the last one", lambda: self.says("2 of 6 channels did not work"))

    def test_status(self):
        self.show()
        self.go("ctrl+comma", "Is Thecal able to alarm?")
        # a sound that was never heard and a drill that was never made are warnings
        poll("two points", lambda: self.says("2 points need you"))
        self.assertTrue(self.says("it is not known whether an alarm can be heard here"))
        self.screenshot("status-warnings")
        self.monitor.verified = (1234, 0)
        self.press("Check the log")
        poll("the check", lambda: self.says("1234 records checked, every one fits"))
        self.monitor.set("manager", SoundProofTime=x(ms(HOUR)), DrillState=s("done"), DrillTime=x(ms(5 * HOUR)),
                         DrillReport=GLib.Variant("a(sbs)", [("sound", True, ""), ("log", True, "")]))
        poll("none", lambda: self.says("Every test that was made was passed"))
        self.assertTrue(self.says("all 2 channels worked"))
        self.screenshot("status")
        self.monitor.set("manager", SoundProofTime=x(ms(50 * HOUR)))
        poll("too old", lambda: self.says("too long ago"))
        self.monitor.verified = (1234, 17)
        self.press("Check the log")
        poll("the break", lambda: self.says("record 17 does not fit"))
        for word in (" fine", " OK", " safe", " normal", "all clear"):
            self.assertIsNone(self.says(word), word)

    def test_resolve(self):
        answered = dict(Priority=s("medium"), SignalState=s("acknowledged"), AcknowledgedBy=s("Anna"),
                        UntilTime=x(ms(-3600)))
        self.monitor.put_alarm(3, **alarm("mri-check", "Pump check after MRI", ResolvedBy=s("clinic"), **answered))
        self.monitor.put_alarm(4, **alarm("clock", "Clock changed", ResolvedBy=s("person"), Rank=u(1), PumpId=s(""),
                                          **answered))
        self.monitor.put_alarm(5, **alarm("watch", "Watch for changes", Rank=u(2), **answered))
        self.show()
        self.go("ctrl+2", "Watch for changes")
        self.press("The clinic has checked it…")
        poll("the question", lambda: self.find("Who at the clinic?"))
        self.assertTrue(self.says("unless the pump still reports it or its level still shows it"))
        self.assertIsNone(self.says("use Pause sound instead"), "there is no sound")
        # nobody confirms for the clinic without a name
        self.assertFalse(self.can_press("The clinic has checked it The clinic has checked it"))
        self.with_window("Has the clinic checked it", "windowfocus")
        self.keys("type", "Dr Lee")
        self.screenshot("resolve-clinic")
        self.press("The clinic has checked it The clinic has checked it")
        call = poll("the clinic's word", lambda: self.monitor.asked("Resolve"))[0]
        self.assertEqual(call[0], "alarm/3")
        self.assertTrue(call[2][0].startswith("Dr Lee"))
        # what is still found is not ended by anybody's word
        poll("that it stands", lambda: self.says("what raised this alarm is still found"))
        self.screenshot("resolve-still-stands")
        self.press("Close Close")
        self.monitor.set("alarm/4", ConditionState=s("clear"))
        self.press("The time is right")
        poll("the time", lambda: any(call[0] == "alarm/4" for call in self.monitor.asked("Resolve")))
        self.press("Answered")
        # left before its end the questions answer nothing
        poll("the questions", lambda: self.says("Are they breathing?"))
        self.with_window("Symptoms", "windowfocus")
        self.keys("key", "Escape")
        poll("that they are gone", lambda: not self.says("Are they breathing?"))
        self.assertEqual(self.monitor.asked("AnswerWatch"), [])
        self.press("Answered")
        poll("the questions again", lambda: self.says("Are they breathing?"))
        self.press("Not sure")
        poll("the result", lambda: self.says("Call the emergency number now"))
        self.press("Called")
        poll("that it is noted", lambda: self.says("Called at"))
        self.with_window("Symptoms", "windowfocus")
        self.keys("key", "Escape")
        poll("the answer", lambda: self.monitor.asked("AnswerWatch"))
        self.assertEqual(self.monitor.asked("AnswerWatch")[0][2][0], "theo")

    def test_many(self):
        names = ["Reservoir empty", "Pump stopped", "Refill overdue", "Pump not heard", "Clock changed", "Refill due",
                 "Connection lost"]
        priorities = ["high", "high", "medium", "medium", "medium", "low", "low"]
        for i, (title, priority) in enumerate(zip(names, priorities)):
            self.monitor.put_alarm(i + 1, **alarm("x", title, Priority=s(priority), Rank=u(i), UntilTime=x(ms(-900)),
                                                  SignalState=s("acknowledged"), SpeaksFor=strings("reservoir-low")))
        self.show()
        poll("the group", lambda: self.says("3 × Alarm"))
        self.screenshot("many-overview")
        self.go("ctrl+2", "3 × Alarm: Refill overdue, Pump not heard, Clock changed")
        self.assertTrue(self.says("2 × Notice: Refill due, Connection lost"))
        self.assertTrue(self.says("It stands for this too: Reservoir low"))
        self.screenshot("many")

    def test_narrow(self):
        self.monitor.write("log", "not-sounded: there is no sound output", at=ms(2000))
        self.monitor.put_alarm(7, **alarm("reservoir-low", "Reservoir low", Priority=s("medium"), ResolvedBy=s("clinic"),
                                          SignalState=s("acknowledged"), AcknowledgedBy=s("Anna"), UntilTime=x(ms(-600))))
        self.monitor.put_alarm(8, **alarm("reservoir-empty-soon", "Reservoir empty soon", Rank=u(1), Priority=s("medium"),
                                          SignalState=s("latched")))
        self.show((360, 720), ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        poll("the ledger", lambda: self.says("Anna is on it"))
        self.assert_inside(360)
        self.screenshot("narrow-latched-dark")
        for keys, words, name in (("ctrl+2", "What happened", "narrow-alarms-dark"),
                                  ("ctrl+l", "did NOT sound", "narrow-log-dark"),
                                  ("ctrl+comma", "Is Thecal able to alarm?", "narrow-status-dark")):
            self.go(keys, words)
            if name == "narrow-status-dark":
                self.with_window("Status", "windowsize", 360, 720)
            self.assert_inside(360)
            self.screenshot(name)

    def test_narrow_alarm_and_large_text(self):
        self.start_window_manager()
        self.set_screen("360/95x720/190+0+0")
        self.enlarge_text(144)
        self.show((360, 720))
        self.screenshot("narrow-overview-large")
        self.assert_inside(360)
        self.monitor.put_alarm(7, **alarm(Actions=strings("full-screen"), SymptomsFirst=b(True)))
        poll("the window", lambda: [size for _, size in self.geometries("Reservoir empty")] == [(360, 720)])
        poll("its button", lambda: self.find("Acknowledge", "push button"))
        self.assert_inside(360)
        self.screenshot("narrow-alarm-large")

    def test_large_text(self):
        self.monitor.put_alarm(7, **alarm("reservoir-low", "Reservoir low", Priority=s("medium"), ResolvedBy=s("clinic"),
                                          SignalState=s("acknowledged"), AcknowledgedBy=s("Anna"), UntilTime=x(ms(-600))))
        self.monitor.write("log", "not-sounded: there is no sound output", at=ms(2000))
        self.enlarge_text(154)
        self.show()
        for keys, words, name in (("ctrl+2", "What happened", "large-alarms"), ("ctrl+l", "did NOT sound", "large-log"),
                                  ("ctrl+comma", "Is Thecal able to alarm?", "large-status")):
            self.go(keys, words)
            self.assert_inside(1280)
            self.screenshot(name)

    def test_keyboard(self):
        """Every control of the alarm window is reached by Tab alone, what acts before what silences."""
        self.show()
        self.monitor.put_alarm(7, **alarm(SymptomsFirst=b(True)))
        poll("its button", lambda: self.find("Acknowledge", "push button"))
        self.asked("ReportShown", 7, "caregiver")
        self.with_window("Reservoir empty", "windowfocus")
        time.sleep(0.6)  # a fresh window is deaf for half a second
        reached = []
        for _ in range(4):
            reached.append(poll("a focus", lambda: self.focused(reached)))
            self.keys("key", "Tab")
        self.assertEqual(reached, ["Symptoms", "Call", "Acknowledge", "Pause sound"])

    def test_deaf(self):
        """What is typed when the window comes is meant for something else: it answers only after half a second."""
        self.start_window_manager()
        self.show()
        typing = threading.Event()

        def type_on():
            while not typing.wait(0.02):
                self.keys("key", "Return")
        typist = threading.Thread(target=type_on)
        # a drill has nothing but its answer, which has the focus
        self.monitor.put_alarm(9, **alarm("drill", "DRILL", Drill=b(True), Pump=GLib.Variant("o", "/"), PumpId=s("")))
        typist.start()
        try:
            poll("the answer in the end", lambda: self.monitor.asked("Acknowledge"))
        finally:
            typing.set()
            typist.join()
        methods = [call[1] for call in self.monitor.calls]
        shown, answered = (self.monitor.called_at[methods.index(name)] for name in ("ReportShown", "Acknowledge"))
        self.assertGreater(answered - shown, 0.4)

    @steady
    def focused(self, but):
        for node in walk(self.app):
            if node.get_role_name() == "push button" and node.get_state_set().contains(Atspi.StateType.FOCUSED) and \
                    node.get_name() not in but:
                return node.get_name()
        return None


if __name__ == "__main__":
    main()
