/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/flow.h"

#define M G_TIME_SPAN_MINUTE

/* What happens, and the page after it. */
typedef enum {
  GO,
  LEAVE,
  TOUCH,
  ALARM,  /* value: urgent */
  DEMAND, /* value */
  WALK,   /* value */
  LOST,   /* value */
  TICK,
} Step;

typedef struct {
  gint64 at_us;
  Step step;
  int value;
  ThecalKioskPage page;
} Row;

static void
run (const Row *rows, gsize n_rows)
{
  ThecalKioskFlow flow = { 0 };

  for (gsize i = 0; i < n_rows; i++) {
    const Row *row = &rows[i];

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    switch (row->step) {
    case GO:
      thecal_kiosk_flow_go (&flow, (ThecalKioskPage) row->value, row->at_us);
      break;
    case LEAVE:
      thecal_kiosk_flow_leave (&flow, row->at_us);
      break;
    case TOUCH:
      thecal_kiosk_flow_touch (&flow, row->at_us);
      break;
    case ALARM:
      thecal_kiosk_flow_alarm (&flow, row->value);
      break;
    case DEMAND:
      thecal_kiosk_flow_set_demanding (&flow, row->value);
      break;
    case WALK:
      thecal_kiosk_flow_set_walk (&flow, (ThecalKioskWalk) row->value);
      break;
    case LOST:
      thecal_kiosk_flow_set_lost (&flow, row->value);
      break;
    case TICK:
      thecal_kiosk_flow_tick (&flow, row->at_us);
      break;
    }
    g_assert_cmpint (thecal_kiosk_flow_get_page (&flow), ==, row->page);
  }
}

#define RUN(rows) run (rows, G_N_ELEMENTS (rows))

/* Left alone for two minutes it goes back; a touch begins them anew. */
static void
test_alone (void)
{
  static const Row rows[] = {
    { 0, GO, THECAL_KIOSK_PAGE_CALL, THECAL_KIOSK_PAGE_CALL },
    { 2 * M - 1, TICK, 0, THECAL_KIOSK_PAGE_CALL },
    { 2 * M - 1, TOUCH, 0, THECAL_KIOSK_PAGE_CALL },
    { 3 * M, TICK, 0, THECAL_KIOSK_PAGE_CALL },
    { 4 * M - 1, TICK, 0, THECAL_KIOSK_PAGE_CALM },
    { 5 * M, GO, THECAL_KIOSK_PAGE_BEEP, THECAL_KIOSK_PAGE_BEEP },
    { 7 * M, TICK, 0, THECAL_KIOSK_PAGE_CALM },
    { 8 * M, GO, THECAL_KIOSK_PAGE_PIN, THECAL_KIOSK_PAGE_PIN },
    { 8 * M, GO, THECAL_KIOSK_PAGE_SETTINGS, THECAL_KIOSK_PAGE_SETTINGS },
    { 10 * M, TICK, 0, THECAL_KIOSK_PAGE_CALM },
    /* nobody is at the page of alarms that nothing asks for */
    { 11 * M, GO, THECAL_KIOSK_PAGE_ALARM, THECAL_KIOSK_PAGE_ALARM },
    { 13 * M, TICK, 0, THECAL_KIOSK_PAGE_CALM },
  };

  RUN (rows);
}

/* Questions that were begun, and T1 and T2, stay; nothing answered, and T3 to T5, do not. */
static void
test_walk (void)
{
  static const Row rows[] = {
    { 0, WALK, THECAL_KIOSK_WALK_NEW, THECAL_KIOSK_PAGE_CALM },
    { 0, GO, THECAL_KIOSK_PAGE_WALK, THECAL_KIOSK_PAGE_WALK },
    { 1 * M, WALK, THECAL_KIOSK_WALK_UNFINISHED, THECAL_KIOSK_PAGE_WALK },
    { 60 * M, TICK, 0, THECAL_KIOSK_PAGE_WALK },
    { 61 * M, WALK, THECAL_KIOSK_WALK_URGENT, THECAL_KIOSK_PAGE_WALK },
    { 600 * M, TICK, 0, THECAL_KIOSK_PAGE_WALK },
    { 600 * M, TOUCH, 0, THECAL_KIOSK_PAGE_WALK },
    { 601 * M, WALK, THECAL_KIOSK_WALK_RESULT, THECAL_KIOSK_PAGE_WALK },
    { 602 * M, TICK, 0, THECAL_KIOSK_PAGE_CALM },
    { 603 * M, WALK, THECAL_KIOSK_WALK_NONE, THECAL_KIOSK_PAGE_CALM },
    { 604 * M, WALK, THECAL_KIOSK_WALK_NEW, THECAL_KIOSK_PAGE_CALM },
    { 604 * M, GO, THECAL_KIOSK_PAGE_WALK, THECAL_KIOSK_PAGE_WALK },
    { 606 * M, TICK, 0, THECAL_KIOSK_PAGE_CALM },
    { 607 * M, GO, THECAL_KIOSK_PAGE_WALK, THECAL_KIOSK_PAGE_WALK },
    { 607 * M, WALK, THECAL_KIOSK_WALK_NONE, THECAL_KIOSK_PAGE_CALM },
    /* from the numbers it goes back to questions that were begun */
    { 608 * M, WALK, THECAL_KIOSK_WALK_UNFINISHED, THECAL_KIOSK_PAGE_CALM },
    { 608 * M, GO, THECAL_KIOSK_PAGE_CALL, THECAL_KIOSK_PAGE_CALL },
    { 608 * M, LEAVE, 0, THECAL_KIOSK_PAGE_WALK },
  };

  RUN (rows);
}

/* It takes the screen from every page, once; answered or gone, the page before is back. */
static void
test_alarm (void)
{
  static const Row rows[] = {
    { 0, ALARM, TRUE, THECAL_KIOSK_PAGE_ALARM },
    { 9 * M, TICK, 0, THECAL_KIOSK_PAGE_ALARM },
    { 9 * M, GO, THECAL_KIOSK_PAGE_CALL, THECAL_KIOSK_PAGE_CALL },
    { 9 * M, DEMAND, TRUE, THECAL_KIOSK_PAGE_CALL }, /* it goes on sounding */
    { 9 * M, ALARM, TRUE, THECAL_KIOSK_PAGE_ALARM }, /* another */
    { 9 * M, GO, THECAL_KIOSK_PAGE_CALL, THECAL_KIOSK_PAGE_CALL },
    { 11 * M, TICK, 0, THECAL_KIOSK_PAGE_ALARM },
    { 11 * M, DEMAND, FALSE, THECAL_KIOSK_PAGE_CALM },
    /* over questions that were begun, and back to them */
    { 12 * M, WALK, THECAL_KIOSK_WALK_UNFINISHED, THECAL_KIOSK_PAGE_CALM },
    { 12 * M, GO, THECAL_KIOSK_PAGE_WALK, THECAL_KIOSK_PAGE_WALK },
    { 12 * M, ALARM, TRUE, THECAL_KIOSK_PAGE_ALARM },
    { 12 * M, DEMAND, FALSE, THECAL_KIOSK_PAGE_WALK },
    /* a notice waits for them, and for a call */
    { 13 * M, ALARM, FALSE, THECAL_KIOSK_PAGE_WALK },
    { 13 * M, WALK, THECAL_KIOSK_WALK_NONE, THECAL_KIOSK_PAGE_ALARM },
    { 14 * M, GO, THECAL_KIOSK_PAGE_CALL, THECAL_KIOSK_PAGE_CALL },
    { 14 * M, ALARM, FALSE, THECAL_KIOSK_PAGE_CALL },
    { 14 * M, LEAVE, 0, THECAL_KIOSK_PAGE_ALARM },
    { 15 * M, GO, THECAL_KIOSK_PAGE_PIN, THECAL_KIOSK_PAGE_PIN },
    { 15 * M, ALARM, FALSE, THECAL_KIOSK_PAGE_ALARM },
    { 15 * M, DEMAND, FALSE, THECAL_KIOSK_PAGE_CALM },
    /* whoever looks at what was answered stays there */
    { 16 * M, GO, THECAL_KIOSK_PAGE_ALARM, THECAL_KIOSK_PAGE_ALARM },
    { 16 * M, DEMAND, FALSE, THECAL_KIOSK_PAGE_ALARM },
    { 16 * M, LEAVE, 0, THECAL_KIOSK_PAGE_CALM },
    /* what is only paused is not left to the calm page */
    { 17 * M, DEMAND, TRUE, THECAL_KIOSK_PAGE_ALARM },
    { 17 * M, DEMAND, FALSE, THECAL_KIOSK_PAGE_CALM },
  };

  RUN (rows);
}

/* Without the monitor nothing is known: neither calm nor its last alarm is shown. */
static void
test_lost (void)
{
  static const Row rows[] = {
    { 0, LOST, TRUE, THECAL_KIOSK_PAGE_LOST },
    { 0, GO, THECAL_KIOSK_PAGE_CALL, THECAL_KIOSK_PAGE_CALL },
    { 0, LEAVE, 0, THECAL_KIOSK_PAGE_LOST },
    { 0, GO, THECAL_KIOSK_PAGE_WALK, THECAL_KIOSK_PAGE_WALK },
    { 2 * M, TICK, 0, THECAL_KIOSK_PAGE_LOST },
    { 3 * M, LOST, FALSE, THECAL_KIOSK_PAGE_CALM },
    { 3 * M, ALARM, TRUE, THECAL_KIOSK_PAGE_ALARM },
    { 3 * M, LOST, TRUE, THECAL_KIOSK_PAGE_LOST },
    { 3 * M, LOST, FALSE, THECAL_KIOSK_PAGE_ALARM },
    { 4 * M, GO, THECAL_KIOSK_PAGE_CALL, THECAL_KIOSK_PAGE_CALL },
    { 4 * M, LOST, TRUE, THECAL_KIOSK_PAGE_CALL },
  };

  RUN (rows);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/flow/alone", test_alone);
  g_test_add_func ("/kiosk/flow/walk", test_walk);
  g_test_add_func ("/kiosk/flow/alarm", test_alarm);
  g_test_add_func ("/kiosk/flow/lost", test_lost);

  return g_test_run ();
}
