/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "script.h"

#include <math.h>
#include <string.h>

#include "core/codec/frame_report.h"

#define START_US (1000 * THECAL_SECOND_US)
#define WALL_US (G_GINT64_CONSTANT (1772352000) * THECAL_SECOND_US) /* 2026-03-01 08:00 UTC */

static ThecalTime
time_of (const Script *self)
{
  return (ThecalTime){ self->now_us, self->now_us + self->wall_offset_us };
}

static void
describe (Script *self)
{
  for (guint i = 0; i < self->effects->len; i++) {
    const ThecalEffect *effect = &g_array_index (self->effects, ThecalEffect, i);
    const ThecalConditionRow *row = thecal_condition_get_row (effect->condition);
    const char *reason = thecal_log_reason_to_string (effect->reason);

    if ((effect->kind == THECAL_EFFECT_NOTIFY && reason == NULL) ||
        (row != NULL && (self->unseen >> effect->condition & 1) != 0))
      continue;
    g_string_append_printf (self->seen,
                            "%s%s %s",
                            self->seen->len > 0 ? "; " : "",
                            thecal_effect_kind_to_string (effect->kind),
                            row != NULL ? row->id : "-");
    if (effect->kind == THECAL_EFFECT_ESCALATE)
      g_string_append_printf (self->seen, " %d", effect->step);
    else if (reason != NULL)
      g_string_append_printf (self->seen, " %s", reason);
    else
      g_string_append_printf (self->seen, " %s", thecal_priority_to_string (effect->priority));
  }
  g_array_set_size (self->effects, 0);
}

void
script_step (Script *self, double at_s, const ThecalEvent *event)
{
  const ThecalEvent tick = { .type = THECAL_EVENT_TICK };
  const gint64 at_us = self->start_us + (gint64) (at_s * (double) THECAL_SECOND_US);

  while (thecal_system_get_deadline (self->system) <= at_us) {
    g_assert_cmpint (thecal_system_get_deadline (self->system), >, self->now_us - 1);
    self->now_us = thecal_system_get_deadline (self->system);
    thecal_system_step (self->system, &tick, time_of (self), self->effects);
    g_assert_cmpint (thecal_system_get_deadline (self->system), >, self->now_us);
  }
  self->now_us = at_us;
  thecal_system_step (self->system, event, time_of (self), self->effects);
  g_assert_cmpint (thecal_system_get_deadline (self->system), >, self->now_us);
}

void
script_begin (Script *self, bool expects_bluetooth)
{
  const ThecalEvent add = {
    .type = THECAL_EVENT_ADD_PUMP,
    .unit = 1,
    .add_pump = { .expects_bluetooth = expects_bluetooth, .low_threshold_ml = NAN },
  };

  self->system = thecal_system_new ();
  self->effects = g_array_new (FALSE, FALSE, sizeof (ThecalEffect));
  self->seen = g_string_new (NULL);
  self->unseen = SCRIPT_ASIDE;
  self->start_us = self->now_us = START_US;
  self->wall_offset_us = WALL_US - START_US;
  g_assert_cmpuint (thecal_system_add_unit (self->system), ==, 1);
  script_step (self, 0, &add);
}

void
script_end (Script *self)
{
  g_clear_pointer (&self->system, thecal_system_free);
  g_array_unref (self->effects);
  g_string_free (self->seen, TRUE);
}

static gboolean
matches (const char *seen, const char *expected)
{
  g_autofree char *head = NULL;

  if (!g_str_has_suffix (expected, "…"))
    return g_str_equal (seen, expected);
  head = g_strndup (expected, strlen (expected) - strlen ("…"));

  return g_str_has_prefix (seen, head);
}

void
script_run (Script *self, const char *name, const ScriptRow *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++) {
    const gint64 start_us = self->start_us;
    double deadline_s;
    gint64 deadline_us;

    script_step (self, rows[i].at_s, &rows[i].event);
    describe (self);
    if (rows[i].effects != NULL && !matches (self->seen->str, rows[i].effects))
      g_error ("%s, row %" G_GSIZE_FORMAT " at %g s:\n  seen     %s\n  expected %s",
               name,
               i,
               rows[i].at_s,
               self->seen->str,
               rows[i].effects);
    g_string_truncate (self->seen, 0);

    deadline_us = thecal_system_get_deadline (self->system);
    deadline_s =
        deadline_us == THECAL_NEVER_US ? -1 : (double) (deadline_us - start_us) / THECAL_SECOND_US;
    if (rows[i].deadline_s != 0 && fabs (deadline_s - rows[i].deadline_s) > 0.001)
      g_error ("%s, row %" G_GSIZE_FORMAT " at %g s: next deadline %.3f, expected %.3f",
               name,
               i,
               rows[i].at_s,
               deadline_s,
               rows[i].deadline_s);
  }
}

ThecalEvent
script_simple (ThecalEventType type)
{
  return (ThecalEvent){ .type = type, .unit = 1 };
}

ThecalEvent
script_tick (void)
{
  return script_simple (THECAL_EVENT_TICK);
}

ThecalEvent
script_level (double reservoir_ml)
{
  ThecalEvent event = { .type = THECAL_EVENT_STATUS, .unit = 1 };

  thecal_status_report_init (&event.status);
  event.status.source = THECAL_SOURCE_GATEWAY;
  event.status.values[THECAL_FIELD_RESERVOIR_ML] = reservoir_ml;
  event.status.values[THECAL_FIELD_FLOW_ML_PER_DAY] = 0.15;
  event.status.therapy = THECAL_THERAPY_RUN;
  event.status.interval_us = 15 * THECAL_MINUTE_US;
  event.status.present = 1u << THECAL_FIELD_RESERVOIR_ML | 1u << THECAL_FIELD_FLOW_ML_PER_DAY |
                         THECAL_REPORT_THERAPY | THECAL_REPORT_INTERVAL;

  return event;
}

ThecalEvent
script_therapy (ThecalTherapy therapy)
{
  ThecalEvent event = { .type = THECAL_EVENT_STATUS, .unit = 1 };

  thecal_status_report_init (&event.status);
  event.status.source = THECAL_SOURCE_GATEWAY;
  event.status.therapy = therapy;
  event.status.interval_us = 12 * THECAL_HOUR_US;
  event.status.present = THECAL_REPORT_THERAPY | THECAL_REPORT_INTERVAL;

  return event;
}

ThecalEvent
script_pump_event (ThecalPumpEventType type, ThecalPumpEventState state)
{
  ThecalEvent event = { .type = THECAL_EVENT_PUMP_EVENT, .unit = 1 };

  event.pump_event.type = type;
  event.pump_event.state = state;
  event.pump_event.instance_id = 7;

  return event;
}

ThecalEvent
script_link (bool up)
{
  return (ThecalEvent){ .type = THECAL_EVENT_LINK, .unit = 1, .link = { up } };
}

ThecalEvent
script_person (ThecalEventType type, ThecalConditionId condition, int minutes)
{
  ThecalEvent event = { .type = type, .unit = 1 };

  event.person.condition = condition;
  event.person.minutes = minutes;
  event.person.by = "Anna";

  return event;
}

ThecalEvent
script_all (ThecalEventType type, int minutes)
{
  ThecalEvent event = script_person (type, THECAL_CONDITION_RESERVOIR_EMPTY, minutes);

  event.person.all = true;
  return event;
}

ThecalEvent
script_refill (double filled_ml)
{
  ThecalEvent event = { .type = THECAL_EVENT_REFILL, .unit = 1 };

  event.refill.filled_ml = filled_ml;
  event.refill.withdrawn_ml = NAN;
  event.refill.concentration_ug_per_ml = NAN;
  event.refill.dose_ug_per_day = NAN;
  event.refill.alarm_date_us = THECAL_UNKNOWN_US;

  return event;
}

ThecalEvent
script_self_test (const char *channel, bool ok)
{
  return (ThecalEvent){ .type = THECAL_EVENT_SELF_TEST, .unit = 0, .self_test = { channel, ok } };
}

ThecalEvent
script_beep (ThecalBeep kind)
{
  return (ThecalEvent){ .type = THECAL_EVENT_HEARD_BEEP, .unit = 1, .heard_beep = { kind } };
}

gint64
script_wall_us (double in_days)
{
  return WALL_US + (gint64) (in_days * (double) THECAL_DAY_US);
}

ThecalEvent
script_visit (ThecalVisit kind, double in_days)
{
  return (ThecalEvent){ .type = THECAL_EVENT_APPOINTMENT,
                        .unit = 1,
                        .appointment = { kind, script_wall_us (in_days) } };
}

ThecalEvent
script_triage (int outcome, ThecalSign sign)
{
  return (ThecalEvent){ .type = THECAL_EVENT_TRIAGE,
                        .unit = 1,
                        .triage = { outcome, sign, 0, THECAL_UNKNOWN_US } };
}

ThecalEvent
script_temperature (double celsius)
{
  return (ThecalEvent){ .type = THECAL_EVENT_TEMPERATURE, .unit = 1, .temperature = { celsius } };
}

ThecalEvent
script_diary (double stiffness, bool bowel)
{
  return (ThecalEvent){ .type = THECAL_EVENT_DIARY, .unit = 1, .diary = { stiffness, bowel } };
}

ThecalEvent
script_tablets (bool carried, double expire_in_days)
{
  return (ThecalEvent){ .type = THECAL_EVENT_TABLETS,
                        .unit = 1,
                        .tablets = { carried,
                                     isnan (expire_in_days) ? THECAL_UNKNOWN_US
                                                            : script_wall_us (expire_in_days) } };
}

ThecalEvent
script_operation (double in_days)
{
  return (ThecalEvent){ .type = THECAL_EVENT_OPERATION,
                        .unit = 1,
                        .operation = { script_wall_us (in_days) } };
}

ThecalEvent
script_dose_change (double in_days)
{
  return (ThecalEvent){ .type = THECAL_EVENT_DOSE_CHANGE,
                        .unit = 1,
                        .dose_change = { script_wall_us (in_days) } };
}

ThecalEvent
script_service_life (double replace_in_days)
{
  return (ThecalEvent){ .type = THECAL_EVENT_SERVICE_LIFE,
                        .unit = 1,
                        .service_life = { script_wall_us (replace_in_days) } };
}

ThecalEvent
script_host_power (bool on_battery, double percent)
{
  return (ThecalEvent){ .type = THECAL_EVENT_HOST_POWER, .host_power = { on_battery, percent } };
}

void
script_run_only (const char *name,
                 bool bluetooth,
                 ThecalConditionId condition,
                 const ScriptRow *rows,
                 gsize n)
{
  Script script;

  script_begin (&script, bluetooth);
  script.unseen = ~(G_GUINT64_CONSTANT (1) << condition);
  script_run (&script, name, rows, n);
  script_end (&script);
}
