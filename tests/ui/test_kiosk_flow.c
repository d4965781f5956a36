/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/flow.h"

static const char *const pages[] = { "calm", "alarm", "lost", "walk",
                                     "call", "beep",  "pin",  "settings" };

typedef enum {
  GO,
  LEAVE,
  TOUCH,
  ALARM,  /* value: urgent */
  DEMAND, /* value */
  WALK,   /* value */
  LOST,   /* value */
} Step;

/* What happens, in a word. "+120": so many seconds go by. */
static const struct {
  const char *word;
  Step step;
  int value;
} steps[] = {
  /* a person goes there */
  { "call", GO, THECAL_KIOSK_PAGE_CALL },
  { "beep", GO, THECAL_KIOSK_PAGE_BEEP },
  { "pin", GO, THECAL_KIOSK_PAGE_PIN },
  { "settings", GO, THECAL_KIOSK_PAGE_SETTINGS },
  { "alarms", GO, THECAL_KIOSK_PAGE_ALARM },
  { "walk", GO, THECAL_KIOSK_PAGE_WALK },
  { "leave", LEAVE, 0 },
  { "touch", TOUCH, 0 },
  /* it begins to sound, goes on sounding, and ends */
  { "urgent", ALARM, TRUE },
  { "notice", ALARM, FALSE },
  { "sounds", DEMAND, TRUE },
  { "silent", DEMAND, FALSE },
  /* how far the questions are */
  { "none", WALK, THECAL_KIOSK_WALK_NONE },
  { "new", WALK, THECAL_KIOSK_WALK_NEW },
  { "begun", WALK, THECAL_KIOSK_WALK_UNFINISHED },
  { "T3", WALK, THECAL_KIOSK_WALK_RESULT },
  { "T1", WALK, THECAL_KIOSK_WALK_URGENT },
  /* the monitor */
  { "lost", LOST, TRUE },
  { "found", LOST, FALSE },
};

/* From the calm page on; the page after the last step. */
static const struct {
  const char *story, *page;
} rows[] = {
  /* left alone for two minutes it goes back; a touch begins them anew */
  { "call", "call" },
  { "call +119", "call" },
  { "call +120", "calm" },
  { "call +119 touch +119", "call" },
  { "call +119 touch +120", "calm" },
  { "beep +120", "calm" },
  { "pin +119 settings +119", "settings" },
  { "pin +119 settings +120", "calm" },
  /* nobody is at the page of alarms that nothing asks for */
  { "alarms +119", "alarm" },
  { "alarms +120", "calm" },
  /* questions that were begun, and T1 and T2, stay; nothing answered, and T3 to T5, do not */
  { "new", "calm" },
  { "new walk", "walk" },
  { "new walk +120", "calm" },
  { "new walk +120 walk", "walk" },
  { "new walk none", "calm" },
  { "new walk begun +3600", "walk" },
  { "new walk T1 +36000", "walk" },
  { "new walk T3 +119", "walk" },
  { "new walk T3 +120", "calm" },
  { "new walk T1 +36000 touch T3 +120", "calm" },
  /* from the numbers it goes back to those that were begun */
  { "begun", "calm" },
  { "begun call leave", "walk" },
  { "begun call +120", "walk" },
  { "T1 call leave", "walk" },
  { "T3 call leave", "calm" },
  { "begun call none", "call" },
  /* an alarm takes the screen, once; answered or gone, the page before is back */
  { "urgent", "alarm" },
  { "urgent +540", "alarm" },
  { "urgent leave", "alarm" },
  { "urgent silent", "calm" },
  { "settings urgent", "alarm" },
  { "urgent call", "call" },
  { "urgent call sounds", "call" },
  { "urgent call urgent", "alarm" },
  { "urgent call +120", "alarm" },
  { "urgent call +120 silent", "calm" },
  { "urgent call silent", "call" },
  /* over questions that were begun, and back to them */
  { "begun walk urgent", "alarm" },
  { "begun walk urgent silent", "walk" },
  { "T1 walk urgent silent", "walk" },
  /* a notice waits for them, and for a call */
  { "begun walk notice", "walk" },
  { "begun walk notice none", "alarm" },
  { "T1 walk notice", "walk" },
  { "new walk notice", "alarm" },
  { "call notice", "call" },
  { "call notice leave", "alarm" },
  { "pin notice", "alarm" },
  { "pin notice silent", "calm" },
  /* whoever looks at what was answered stays there */
  { "alarms silent", "alarm" },
  { "urgent alarms silent", "alarm" },
  { "alarms leave", "calm" },
  /* what is only paused is not left to the calm page */
  { "sounds", "alarm" },
  { "sounds silent", "calm" },
  /* without the monitor nothing is known: neither calm nor its last alarm is shown */
  { "lost", "lost" },
  { "lost found", "calm" },
  { "urgent lost", "lost" },
  { "urgent lost found", "alarm" },
  { "lost call", "call" },
  { "lost call leave", "lost" },
  { "lost walk +120", "lost" },
  { "call lost", "call" },
};

static void
take (ThecalKioskFlow *flow, Step step, int value, gint64 now_us)
{
  switch (step) {
  case GO:
    thecal_kiosk_flow_go (flow, (ThecalKioskPage) value, now_us);
    break;
  case LEAVE:
    thecal_kiosk_flow_leave (flow, now_us);
    break;
  case TOUCH:
    thecal_kiosk_flow_touch (flow, now_us);
    break;
  case ALARM:
    thecal_kiosk_flow_alarm (flow, value);
    break;
  case DEMAND:
    thecal_kiosk_flow_set_demanding (flow, value);
    break;
  case WALK:
    thecal_kiosk_flow_set_walk (flow, (ThecalKioskWalk) value);
    break;
  case LOST:
    thecal_kiosk_flow_set_lost (flow, value);
    break;
  }
}

static void
take_word (ThecalKioskFlow *flow, const char *word, gint64 *now_us)
{
  if (*word == '+') {
    *now_us += g_ascii_strtoll (word, NULL, 10) * G_TIME_SPAN_SECOND;
    thecal_kiosk_flow_tick (flow, *now_us);
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].word, word)) {
      take (flow, steps[i].step, steps[i].value, *now_us);
      return;
    }
  g_error ("no such step: %s", word);
}

static void
test_flow (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (GStrv) words = g_strsplit (rows[i].story, " ", -1);
    ThecalKioskFlow flow = { 0 };
    gint64 now_us = 0;

    g_test_message ("%s", rows[i].story);
    for (gsize at = 0; words[at] != NULL; at++)
      take_word (&flow, words[at], &now_us);
    g_assert_cmpstr (pages[thecal_kiosk_flow_get_page (&flow)], ==, rows[i].page);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/flow", test_flow);

  return g_test_run ();
}
