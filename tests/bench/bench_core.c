/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* One event with many alarms standing, and one turn of the loop beside them. Prints one JSON object
 * of nanoseconds. */
#include <math.h>
#include <stdio.h>

#include "boot_clock.h"
#include "core/codec/frame_report.h"
#include "core/system.h"

#define ROUNDS 5
#define N_EVENTS 20000
#define N_TURNS 20000

/* Ten conditions that pump events raise, no two for one fact. */
static const ThecalPumpEventType raised[] = {
  THECAL_PUMP_EVENT_RESERVOIR_EMPTY,    THECAL_PUMP_EVENT_RESERVOIR_LOW,
  THECAL_PUMP_EVENT_MOTOR_STALL,        THECAL_PUMP_EVENT_STOPPED_TOO_LONG,
  THECAL_PUMP_EVENT_END_OF_SERVICE,     THECAL_PUMP_EVENT_PUMP_RESET,
  THECAL_PUMP_EVENT_MEMORY_ERROR,       THECAL_PUMP_EVENT_UNKNOWN,
  THECAL_PUMP_EVENT_VOLUME_DISCREPANCY, THECAL_PUMP_EVENT_GATEWAY_BATTERY_LOW,
};

static void
step (ThecalSystem *system, const ThecalEvent *event, gint64 boot_us, GArray *effects)
{
  thecal_system_step (system, event, (ThecalTime){ boot_us, boot_us }, effects);
  g_array_set_size (effects, 0);
}

static guint
count_active (const ThecalSystem *system)
{
  guint n = 0;

  for (guint unit = 0; unit < thecal_system_get_n_units (system); unit++)
    for (int id = 0; id < THECAL_N_CONDITIONS; id++)
      n += thecal_alarm_is_active (thecal_system_get_alarm (system, unit, (ThecalConditionId) id));

  return n;
}

static ThecalSystem *
system_with (guint n_active, GArray *effects)
{
  ThecalSystem *system = thecal_system_new ();

  for (guint i = 0; i < n_active / G_N_ELEMENTS (raised); i++) {
    const guint unit = thecal_system_add_unit (system);

    for (gsize e = 0; e < G_N_ELEMENTS (raised); e++) {
      const ThecalEvent event = { .type = THECAL_EVENT_PUMP_EVENT,
                                  .unit = unit,
                                  .pump_event = { .type = raised[e], .instance_id = 1 } };

      step (system, &event, THECAL_SECOND_US, effects);
    }
  }

  return system;
}

/* Nanoseconds of one report, to a pump that is another one each time; the clock stands still, so
 * that no timer of the others is due. */
static double
event_ns (ThecalSystem *system, GArray *effects)
{
  double best = INFINITY;
  ThecalEvent event = { .type = THECAL_EVENT_STATUS };

  thecal_status_report_init (&event.status);
  event.status.source = THECAL_SOURCE_IMPLANT;
  event.status.therapy = THECAL_THERAPY_RUN;
  event.status.present = THECAL_REPORT_THERAPY;
  for (int round = 0; round < ROUNDS; round++) {
    const gint64 begin_us = g_get_monotonic_time ();

    for (int i = 0; i < N_EVENTS; i++) {
      event.unit = 1 + (guint) (i * 37) % (thecal_system_get_n_units (system) - 1);
      step (system, &event, 2 * THECAL_SECOND_US, effects);
    }
    best = fmin (best, (double) (g_get_monotonic_time () - begin_us) * 1000.0 / N_EVENTS);
  }

  return best;
}

static void
on_never (gpointer user_data)
{
}

static void
on_clock_step (gint64 step_us, gpointer user_data)
{
}

static double
turn_ns (void)
{
  double best = INFINITY;

  for (int round = 0; round < ROUNDS; round++) {
    const gint64 begin_us = g_get_monotonic_time ();

    for (int i = 0; i < N_TURNS; i++)
      g_main_context_iteration (NULL, FALSE);
    best = fmin (best, (double) (g_get_monotonic_time () - begin_us) * 1000.0 / N_TURNS);
  }

  return best;
}

int
main (void)
{
  g_autoptr (GArray) effects = g_array_new (FALSE, FALSE, sizeof (ThecalEffect));
  g_autoptr (ThecalSystem) few = system_with (1000, effects);
  g_autoptr (ThecalSystem) many = system_with (100000, effects);
  ThecalBootTimer *timer = thecal_boot_timer_new (on_never, on_clock_step, NULL, NULL);
  double none_ns, one_ns;

  g_assert_nonnull (timer);
  /* the two watches of the clock are there in both */
  none_ns = turn_ns ();
  thecal_boot_timer_set (timer, thecal_clock_now ().boot_us + THECAL_HOUR_US);
  one_ns = turn_ns ();
  printf ("{\"few\":%u,\"many\":%u,\"few_ns\":%.1f,\"many_ns\":%.1f,\"none_ns\":%.1f,\"one_ns\":%."
          "1f}\n",
          count_active (few),
          count_active (many),
          event_ns (few, effects),
          event_ns (many, effects),
          none_ns,
          one_ns);
  thecal_boot_timer_free (timer);

  return 0;
}
