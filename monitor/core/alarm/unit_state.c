/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/alarm/saved_members.h"
#include "core/alarm/unit.h"
#include "core/names.h"

static const ThecalMember alarm_members[] = {
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INT, condition),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INT, signal),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INT, ladder),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INT, priority),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INT, episode),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INT, step),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_SINCE, since_us),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INT64, since_wall_us),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INT64, ended_wall_us),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INSTANT, delay_until_us),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INSTANT, signal_at_us),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INSTANT, until_us),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INSTANT, ladder_at_us),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INT64, ladder_left_us),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INT64, cadence_us),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_INSTANT, ask_at_us),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_BOOL, superseded),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_BOOL, held_quiet),
  THECAL_MEMBER (ThecalAlarm, THECAL_MEMBER_BOOL, acknowledged),
};

static const ThecalMember unit_members[] = {
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, watched),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, expects_bluetooth),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, watched_since_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_INT64, watched_since_wall_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_INT, status.therapy),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_INT, status.mode),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_INT, status.battery_state),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, status.therapy_observed_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, status.therapy_since_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_INT64, status.eri_date_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_INT64, status.alarm_date_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, status.alarm_date_seen_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, status.last_report_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_INT64, status.interval_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_INT, status.source),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_DOUBLE, status.fill_ml),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, status.fill_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_DOUBLE, status.delivered_ml),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, status.delivered_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_INT, status.seq),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, status.has_seq),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, status.on_demand),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, status.stalled),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, level.empty),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, level.empty_soon),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, level.low),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, level.heard_empty),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, level.heard_low),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, level.refilled),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_DOUBLE, level.lowest_ml),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, level.risen_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, stop_held),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, stop_planned),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, stop_since_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, running_since_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, stall_held),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, stall_checked),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, stall_recovered_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, link_down),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, link_down_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_INT, good_reports_needed),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, telemetry_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, explanted),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_SINCE, out_and_heard_us),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, adapter_gone),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, clock_unset),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, clock_jumped),
  THECAL_MEMBER (ThecalUnit, THECAL_MEMBER_BOOL, others_watched),
};

static const ThecalMember value_members[] = {
  THECAL_MEMBER (ThecalValue, THECAL_MEMBER_DOUBLE, value),
  THECAL_MEMBER (ThecalValue, THECAL_MEMBER_INT, quality),
  THECAL_MEMBER (ThecalValue, THECAL_MEMBER_INT, source),
  THECAL_MEMBER (ThecalValue, THECAL_MEMBER_SINCE, observed_us),
};

static const ThecalShape alarm_shape = { alarm_members, G_N_ELEMENTS (alarm_members) };
static const ThecalShape unit_shape = { unit_members, G_N_ELEMENTS (unit_members) };
static const ThecalShape value_shape = { value_members, G_N_ELEMENTS (value_members) };

static GVariant *
save_alarms (const ThecalUnit *self)
{
  GVariantBuilder alarms;

  g_variant_builder_init (&alarms, G_VARIANT_TYPE ("a{sa{sv}}"));
  for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
    const ThecalAlarm *alarm = &self->alarms[id];
    GVariantBuilder members;

    if (alarm->condition == THECAL_CONDITION_CLEAR && alarm->signal == THECAL_SIGNAL_SILENT)
      continue;
    g_variant_builder_init (&members, G_VARIANT_TYPE_VARDICT);
    thecal_shape_save (&alarm_shape, alarm, &members);
    g_variant_builder_add (
        &members, "{sv}", "acknowledged_by", g_variant_new_string (alarm->acknowledged_by));
    g_variant_builder_add (
        &alarms, "{sa{sv}}", thecal_condition_get_row ((ThecalConditionId) id)->id, &members);
  }

  return g_variant_builder_end (&alarms);
}

static GVariant *
save_values (const ThecalUnit *self)
{
  GVariantBuilder values;

  g_variant_builder_init (&values, G_VARIANT_TYPE ("a{sa{sv}}"));
  for (int field = 0; field < THECAL_N_FIELDS; field++) {
    GVariantBuilder members;

    g_variant_builder_init (&members, G_VARIANT_TYPE_VARDICT);
    thecal_shape_save (&value_shape, &self->status.values[field], &members);
    g_variant_builder_add (
        &values, "{sa{sv}}", thecal_field_to_string ((ThecalField) field), &members);
  }

  return g_variant_builder_end (&values);
}

static GVariant *
save_held (const ThecalUnit *self)
{
  GVariantBuilder held;

  g_variant_builder_init (&held, G_VARIANT_TYPE ("a{sx}"));
  for (int id = 0; id < THECAL_N_CONDITIONS; id++)
    if (self->held[id])
      g_variant_builder_add (&held,
                             "{sx}",
                             thecal_condition_get_row ((ThecalConditionId) id)->id,
                             self->held_since_us[id]);

  return g_variant_builder_end (&held);
}

/* Name, active, dismissed by the clinic, instance. */
static GVariant *
save_events (const ThecalUnit *self)
{
  GVariantBuilder events;

  g_variant_builder_init (&events, G_VARIANT_TYPE ("a(sbbq)"));
  for (int type = 0; type < THECAL_N_PUMP_EVENTS; type++)
    if (self->event_active[type] || self->event_dismissed[type])
      g_variant_builder_add (&events,
                             "(sbbq)",
                             thecal_pump_event_to_string ((ThecalPumpEventType) type),
                             (gboolean) self->event_active[type],
                             (gboolean) self->event_dismissed[type],
                             self->event_instance[type]);

  return g_variant_builder_end (&events);
}

static GVariant *
save_channels (const ThecalUnit *self)
{
  GVariantBuilder channels;

  g_variant_builder_init (&channels, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < self->n_failed_channels; i++)
    g_variant_builder_add (&channels, "s", self->failed_channels[i].name);

  return g_variant_builder_end (&channels);
}

/* Oldest first. */
static GVariant *
save_gaps (const ThecalUnit *self)
{
  const guint n = MIN (self->n_gaps, THECAL_GAPS_MAX);
  GVariantBuilder gaps;

  g_variant_builder_init (&gaps, G_VARIANT_TYPE ("ax"));
  for (guint i = self->n_gaps - n; i < self->n_gaps; i++)
    g_variant_builder_add (&gaps, "x", self->gaps_us[i % THECAL_GAPS_MAX]);

  return g_variant_builder_end (&gaps);
}

GVariant *
thecal_unit_save (const ThecalUnit *self)
{
  GVariantBuilder out;

  g_variant_builder_init (&out, G_VARIANT_TYPE_VARDICT);
  thecal_shape_save (&unit_shape, self, &out);
  g_variant_builder_add (&out, "{sv}", "alarms", save_alarms (self));
  g_variant_builder_add (&out, "{sv}", "values", save_values (self));
  g_variant_builder_add (&out, "{sv}", "held", save_held (self));
  g_variant_builder_add (&out, "{sv}", "events", save_events (self));
  g_variant_builder_add (&out, "{sv}", "failed_channels", save_channels (self));
  g_variant_builder_add (&out, "{sv}", "care", thecal_care_facts_save (&self->care));
  g_variant_builder_add (&out, "{sv}", "delivery", thecal_delivery_facts_save (&self->delivery));
  g_variant_builder_add (&out, "{sv}", "gaps", save_gaps (self));
  if (self->index == 0) /* the host */
    g_variant_builder_add (&out, "{sv}", "settings", thecal_alarm_settings_save (self->settings));

  return g_variant_builder_end (&out);
}

#define STEP_MOST 1000000 /* a repeat a minute for two years */

/* A state outside its enumeration would index past a table: such an alarm is not taken over. */
static bool
is_alarm_possible (const ThecalAlarm *alarm)
{
  return alarm->condition <= THECAL_CONDITION_CLEARING && alarm->signal <= THECAL_SIGNAL_LATCHED &&
         alarm->ladder <= THECAL_LADDER_PARKED && alarm->priority <= THECAL_PRIORITY_HIGH &&
         alarm->step >= 0 && alarm->step <= STEP_MOST;
}

static void
restore_alarms (ThecalUnit *self, GVariant *saved, gint64 shift_us)
{
  GVariantIter iter;
  const char *name;
  GVariant *members;

  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_loop (&iter, "{&s@a{sv}}", &name, &members)) {
    const char *by = NULL;
    ThecalConditionId id;
    ThecalAlarm alarm;

    if (!thecal_condition_from_string (name, &id))
      continue;
    thecal_alarm_init (&alarm);
    thecal_shape_restore (&alarm_shape, &alarm, members, shift_us);
    if (g_variant_lookup (members, "acknowledged_by", "&s", &by))
      thecal_name_keep (alarm.acknowledged_by, sizeof alarm.acknowledged_by, by);
    if (is_alarm_possible (&alarm)) {
      self->alarms[id] = alarm;
      thecal_unit_mark (self, id);
    }
  }
}

static void
restore_values (ThecalUnit *self, GVariant *saved, gint64 shift_us)
{
  GVariantIter iter;
  const char *name;
  GVariant *members;

  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_loop (&iter, "{&s@a{sv}}", &name, &members)) {
    ThecalField field;

    if (thecal_field_from_string (name, &field))
      thecal_shape_restore (&value_shape, &self->status.values[field], members, shift_us);
  }
}

static void
restore_held (ThecalUnit *self, GVariant *saved, gint64 shift_us)
{
  GVariantIter iter;
  const char *name;
  gint64 since_us;

  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_loop (&iter, "{&sx}", &name, &since_us)) {
    ThecalConditionId id;

    if (thecal_condition_from_string (name, &id)) {
      self->held[id] = true;
      self->held_since_us[id] =
          thecal_instant_is_sound (since_us) ? thecal_instant_move (since_us, shift_us) : 0;
    }
  }
}

static void
restore_events (ThecalUnit *self, GVariant *saved)
{
  GVariantIter iter;
  const char *name;
  gboolean active, dismissed;
  guint16 instance;

  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_loop (&iter, "(&sbbq)", &name, &active, &dismissed, &instance)) {
    ThecalPumpEventType type;

    if (thecal_pump_event_from_string (name, &type)) {
      self->event_active[type] = active;
      self->event_dismissed[type] = dismissed;
      self->event_instance[type] = instance;
    }
  }
}

static void
restore_channels (ThecalUnit *self, GVariant *saved)
{
  GVariantIter iter;
  const char *name;

  self->n_failed_channels = 0;
  g_variant_iter_init (&iter, saved);
  while (self->n_failed_channels < THECAL_CHANNELS_MAX && g_variant_iter_next (&iter, "&s", &name))
    thecal_name_keep (
        self->failed_channels[self->n_failed_channels++].name, THECAL_CHANNEL_NAME_MAX, name);
}

static void
restore_gaps (ThecalUnit *self, GVariant *saved)
{
  GVariantIter iter;
  gint64 gap_us;

  self->n_gaps = 0;
  g_variant_iter_init (&iter, saved);
  while (self->n_gaps < THECAL_GAPS_MAX && g_variant_iter_next (&iter, "x", &gap_us))
    if (gap_us > 0 && thecal_instant_is_sound (gap_us))
      self->gaps_us[self->n_gaps++] = gap_us;
}

static GVariant *
lookup (GVariant *saved, const char *name, const char *type)
{
  return g_variant_lookup_value (saved, name, G_VARIANT_TYPE (type));
}

bool
thecal_unit_restore (ThecalUnit *self, GVariant *saved, gint64 shift_us)
{
  g_autoptr (GVariant) alarms = lookup (saved, "alarms", "a{sa{sv}}");
  g_autoptr (GVariant) values = lookup (saved, "values", "a{sa{sv}}");
  g_autoptr (GVariant) held = lookup (saved, "held", "a{sx}");
  g_autoptr (GVariant) events = lookup (saved, "events", "a(sbbq)");
  g_autoptr (GVariant) channels = lookup (saved, "failed_channels", "as");
  g_autoptr (GVariant) care = lookup (saved, "care", "a{sv}");
  g_autoptr (GVariant) delivery = lookup (saved, "delivery", "(xdda(xdd))");
  g_autoptr (GVariant) gaps = lookup (saved, "gaps", "ax");

  if (alarms == NULL || values == NULL || held == NULL || events == NULL || channels == NULL)
    return false;

  thecal_shape_restore (&unit_shape, self, saved, shift_us);
  /* Down, nobody knows since when: long enough to be told. */
  if (self->link_down && self->link_down_us == THECAL_UNKNOWN_US)
    self->link_down_us = 0;
  restore_alarms (self, alarms, shift_us);
  restore_values (self, values, shift_us);
  restore_held (self, held, shift_us);
  restore_events (self, events);
  restore_channels (self, channels);
  /* what an earlier version did not know of */
  if (care != NULL)
    thecal_care_facts_restore (&self->care, care, shift_us);
  if (delivery != NULL)
    thecal_delivery_facts_restore (&self->delivery, delivery, shift_us);
  if (gaps != NULL)
    restore_gaps (self, gaps);

  return true;
}
