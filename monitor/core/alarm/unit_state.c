/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/alarm/unit.h"
#include "core/names.h"

/* What survives the process, by name: a field that a file lacks keeps its initial value, one that
 * this version does not know is passed over. */

typedef enum {
  KIND_BOOL,
  KIND_INT, /* int, guint and enumerations */
  KIND_INT64,
  KIND_INSTANT, /* boot clock: moved to this boot's */
  KIND_SINCE,   /* the same, of what has been: never "never" */
  KIND_DOUBLE,
} Kind;

typedef struct {
  const char *name;
  Kind kind;
  gsize offset;
} Member;

#define MEMBER(type, kind, member)                                                                 \
  {                                                                                                \
#member, kind, G_STRUCT_OFFSET(type, member)                                                   \
  }

static const Member alarm_members[] = {
  MEMBER (ThecalAlarm, KIND_INT, condition),
  MEMBER (ThecalAlarm, KIND_INT, signal),
  MEMBER (ThecalAlarm, KIND_INT, ladder),
  MEMBER (ThecalAlarm, KIND_INT, priority),
  MEMBER (ThecalAlarm, KIND_INT, episode),
  MEMBER (ThecalAlarm, KIND_INT, step),
  MEMBER (ThecalAlarm, KIND_SINCE, since_us),
  MEMBER (ThecalAlarm, KIND_INT64, since_wall_us),
  MEMBER (ThecalAlarm, KIND_INT64, ended_wall_us),
  MEMBER (ThecalAlarm, KIND_INSTANT, delay_until_us),
  MEMBER (ThecalAlarm, KIND_INSTANT, signal_at_us),
  MEMBER (ThecalAlarm, KIND_INSTANT, until_us),
  MEMBER (ThecalAlarm, KIND_INSTANT, ladder_at_us),
  MEMBER (ThecalAlarm, KIND_INT64, ladder_left_us),
  MEMBER (ThecalAlarm, KIND_INT64, cadence_us),
  MEMBER (ThecalAlarm, KIND_BOOL, acknowledged),
};

static const Member unit_members[] = {
  MEMBER (ThecalUnit, KIND_BOOL, watched),
  MEMBER (ThecalUnit, KIND_BOOL, expects_bluetooth),
  MEMBER (ThecalUnit, KIND_SINCE, watched_since_us),
  MEMBER (ThecalUnit, KIND_INT64, watched_since_wall_us),
  MEMBER (ThecalUnit, KIND_INT, status.therapy),
  MEMBER (ThecalUnit, KIND_INT, status.mode),
  MEMBER (ThecalUnit, KIND_INT, status.battery_state),
  MEMBER (ThecalUnit, KIND_SINCE, status.therapy_observed_us),
  MEMBER (ThecalUnit, KIND_SINCE, status.therapy_since_us),
  MEMBER (ThecalUnit, KIND_INT64, status.eri_date_us),
  MEMBER (ThecalUnit, KIND_INT64, status.alarm_date_us),
  MEMBER (ThecalUnit, KIND_SINCE, status.last_report_us),
  MEMBER (ThecalUnit, KIND_INT64, status.interval_us),
  MEMBER (ThecalUnit, KIND_INT, status.source),
  MEMBER (ThecalUnit, KIND_DOUBLE, status.fill_ml),
  MEMBER (ThecalUnit, KIND_SINCE, status.fill_us),
  MEMBER (ThecalUnit, KIND_INT, status.seq),
  MEMBER (ThecalUnit, KIND_BOOL, status.has_seq),
  MEMBER (ThecalUnit, KIND_BOOL, status.on_demand),
  MEMBER (ThecalUnit, KIND_BOOL, status.stalled),
  MEMBER (ThecalUnit, KIND_BOOL, level.empty),
  MEMBER (ThecalUnit, KIND_BOOL, level.empty_soon),
  MEMBER (ThecalUnit, KIND_BOOL, level.low),
  MEMBER (ThecalUnit, KIND_BOOL, level.refilled),
  MEMBER (ThecalUnit, KIND_DOUBLE, level.lowest_ml),
  MEMBER (ThecalUnit, KIND_SINCE, level.risen_us),
  MEMBER (ThecalUnit, KIND_BOOL, stop_held),
  MEMBER (ThecalUnit, KIND_BOOL, stop_planned),
  MEMBER (ThecalUnit, KIND_SINCE, running_since_us),
  MEMBER (ThecalUnit, KIND_BOOL, stall_held),
  MEMBER (ThecalUnit, KIND_BOOL, stall_checked),
  MEMBER (ThecalUnit, KIND_SINCE, stall_recovered_us),
  MEMBER (ThecalUnit, KIND_BOOL, link_down),
  MEMBER (ThecalUnit, KIND_SINCE, link_down_us),
  MEMBER (ThecalUnit, KIND_INT, good_reports_needed),
  MEMBER (ThecalUnit, KIND_INT64, appointment_wall_us),
  MEMBER (ThecalUnit, KIND_BOOL, others_watched),
};

static const Member value_members[] = {
  MEMBER (ThecalValue, KIND_DOUBLE, value),
  MEMBER (ThecalValue, KIND_INT, quality),
  MEMBER (ThecalValue, KIND_INT, source),
  MEMBER (ThecalValue, KIND_SINCE, observed_us),
};

typedef struct {
  const Member *members;
  gsize n_members;
} Shape;

static const Shape alarm_shape = { alarm_members, G_N_ELEMENTS (alarm_members) };
static const Shape unit_shape = { unit_members, G_N_ELEMENTS (unit_members) };
static const Shape value_shape = { value_members, G_N_ELEMENTS (value_members) };

static GVariant *
save_member (const Member *member, const void *object)
{
  const char *at = (const char *) object + member->offset;

  switch (member->kind) {
  case KIND_BOOL:
    return g_variant_new_boolean (*(const bool *) at);
  case KIND_INT:
    return g_variant_new_int32 (*(const int *) (const void *) at);
  case KIND_INT64:
  case KIND_INSTANT:
  case KIND_SINCE:
    return g_variant_new_int64 (*(const gint64 *) (const void *) at);
  case KIND_DOUBLE:
    break;
  }

  return g_variant_new_double (*(const double *) (const void *) at);
}

static void
save_members (const Shape *shape, const void *object, GVariantBuilder *out)
{
  for (gsize i = 0; i < shape->n_members; i++)
    g_variant_builder_add (
        out, "{sv}", shape->members[i].name, save_member (&shape->members[i], object));
}

static gint64
moved (gint64 instant_us, gint64 shift_us)
{
  return instant_us == THECAL_NEVER_US || instant_us == THECAL_UNKNOWN_US ? instant_us
                                                                          : instant_us + shift_us;
}

/* Absent, of another type or beyond all times: the initial value stays. */
static void
restore_member (const Member *member, void *object, GVariantDict *dict, gint64 shift_us)
{
  char *at = (char *) object + member->offset;
  gboolean flag;
  gint64 number;

  switch (member->kind) {
  case KIND_BOOL:
    if (g_variant_dict_lookup (dict, member->name, "b", &flag))
      *(bool *) at = flag;
    break;
  case KIND_INT:
    g_variant_dict_lookup (dict, member->name, "i", (gint32 *) (void *) at);
    break;
  case KIND_INT64:
    if (g_variant_dict_lookup (dict, member->name, "x", &number) &&
        thecal_instant_is_sound (number))
      *(gint64 *) (void *) at = number;
    break;
  case KIND_INSTANT:
    if (g_variant_dict_lookup (dict, member->name, "x", &number) &&
        thecal_instant_is_sound (number))
      *(gint64 *) (void *) at = moved (number, shift_us);
    break;
  case KIND_SINCE:
    if (g_variant_dict_lookup (dict, member->name, "x", &number) && number != THECAL_NEVER_US &&
        thecal_instant_is_sound (number))
      *(gint64 *) (void *) at = moved (number, shift_us);
    break;
  case KIND_DOUBLE:
    g_variant_dict_lookup (dict, member->name, "d", (double *) (void *) at);
    break;
  }
}

static void
restore_members (const Shape *shape, void *object, GVariant *saved, gint64 shift_us)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, saved);
  for (gsize i = 0; i < shape->n_members; i++)
    restore_member (&shape->members[i], object, &dict, shift_us);
  g_variant_dict_clear (&dict);
}

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
    save_members (&alarm_shape, alarm, &members);
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
    save_members (&value_shape, &self->status.values[field], &members);
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

GVariant *
thecal_unit_save (const ThecalUnit *self)
{
  GVariantBuilder out;

  g_variant_builder_init (&out, G_VARIANT_TYPE_VARDICT);
  save_members (&unit_shape, self, &out);
  g_variant_builder_add (&out, "{sv}", "alarms", save_alarms (self));
  g_variant_builder_add (&out, "{sv}", "values", save_values (self));
  g_variant_builder_add (&out, "{sv}", "held", save_held (self));
  g_variant_builder_add (&out, "{sv}", "events", save_events (self));
  g_variant_builder_add (&out, "{sv}", "failed_channels", save_channels (self));

  return g_variant_builder_end (&out);
}

/* A state outside its enumeration would index past a table: such an alarm is not taken over. */
static bool
is_alarm_possible (const ThecalAlarm *alarm)
{
  return alarm->condition <= THECAL_CONDITION_CLEARING && alarm->signal <= THECAL_SIGNAL_LATCHED &&
         alarm->ladder <= THECAL_LADDER_PARKED && alarm->priority <= THECAL_PRIORITY_HIGH &&
         alarm->step >= 0;
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
    restore_members (&alarm_shape, &alarm, members, shift_us);
    if (g_variant_lookup (members, "acknowledged_by", "&s", &by))
      thecal_name_keep (alarm.acknowledged_by, sizeof alarm.acknowledged_by, by);
    if (is_alarm_possible (&alarm))
      self->alarms[id] = alarm;
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
      restore_members (&value_shape, &self->status.values[field], members, shift_us);
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
      self->held_since_us[id] = thecal_instant_is_sound (since_us) ? moved (since_us, shift_us) : 0;
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

  if (alarms == NULL || values == NULL || held == NULL || events == NULL || channels == NULL)
    return false;

  restore_members (&unit_shape, self, saved, shift_us);
  /* Down, nobody knows since when: long enough to be told. */
  if (self->link_down && self->link_down_us == THECAL_UNKNOWN_US)
    self->link_down_us = 0;
  restore_alarms (self, alarms, shift_us);
  restore_values (self, values, shift_us);
  restore_held (self, held, shift_us);
  restore_events (self, events);
  restore_channels (self, channels);

  return true;
}
