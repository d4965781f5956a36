/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_opening.h"

#include "core/alarm/condition.h"
#include "shared/pump_reading.h"

gboolean
thecal_walk_opening_read_lists (const char *letters, guint *out_lists)
{
  gboolean all = TRUE;

  *out_lists = 0;
  for (; letters != NULL && *letters != '\0'; letters++) {
    const char letter[] = { *letters, '\0' };
    ThecalListId list;

    if (thecal_list_from_letter (letter, &list) && list != THECAL_LIST_GATE)
      *out_lists |= 1u << list;
    else
      all = FALSE;
  }

  return all;
}

/* Static. NULL: it tells of no sound. */
static const char *
sound_of (ThecalDbusAlarm *alarm)
{
  ThecalConditionId condition;

  if (!thecal_condition_from_string (thecal_dbus_alarm_get_condition (alarm), &condition))
    return NULL;
  if (condition == THECAL_CONDITION_PUMP_SOUND_SINGLE)
    return "single";

  return condition == THECAL_CONDITION_PUMP_SOUND_CRITICAL ? "siren" : NULL;
}

ThecalWalkOpening
thecal_walk_opening_of_alarm (ThecalDbusAlarm *alarm)
{
  const gboolean is_watch = thecal_text_is (thecal_dbus_alarm_get_condition (alarm), "watch");

  ThecalWalkOpening opening = {
    .sound = sound_of (alarm),
    .answer_pump = is_watch ? thecal_dbus_alarm_get_pump_id (alarm) : NULL,
  };

  thecal_walk_opening_read_lists (thecal_dbus_alarm_get_lists (alarm), &opening.lists);

  return opening;
}

ThecalWalkOpening
thecal_walk_opening_of_beep (ThecalBeep kind, const char *why)
{
  static const char *const sounds[] = {
    [THECAL_BEEP_UNKNOWN] = "unknown",
    [THECAL_BEEP_SINGLE] = "single",
    [THECAL_BEEP_CRITICAL] = "siren",
  };

  return (ThecalWalkOpening){
    .lists = 1u << THECAL_LIST_PUMP,
    .sound = sounds[kind],
    .note = why,
  };
}

static void
prefill_sound (ThecalWalkView *view, const char *sound)
{
  static const char *const items[] = { "G8", "P1" };
  const ThecalAnswer answer = { .said = THECAL_SAID_CHOICE,
                                .choice = g_intern_string (sound),
                                .at_wall_us = THECAL_UNKNOWN_US,
                                .prefilled = true };

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    thecal_walk_view_prefill (view, items[i], &answer);
}

void
thecal_walk_opening_fill (const ThecalWalkOpening *self, ThecalWalkView *view)
{
  if (self->sound != NULL)
    prefill_sound (view, self->sound);
  if (self->note != NULL)
    thecal_walk_view_add_fault (view, self->note);
}
