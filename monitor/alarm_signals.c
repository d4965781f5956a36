/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "alarm_signals.h"

#include <glib/gi18n.h>
#include <string.h>

#define SCREEN_NAME_MAX 40

void
thecal_alarm_signals_init (ThecalAlarmSignals *self)
{
  *self = (ThecalAlarmSignals){ .tried_episode = 0 };
  thecal_drill_init (&self->drill);
}

void
thecal_alarm_signals_clear (ThecalAlarmSignals *self)
{
  thecal_drill_clear (&self->drill);
  g_clear_pointer (&self->spoken, g_free);
}

gboolean
thecal_alarm_signals_find (const ThecalSystem *system,
                           guint episode,
                           guint *out_unit,
                           ThecalConditionId *out_condition)
{
  for (guint unit = 0; episode != 0 && unit < thecal_system_get_n_units (system); unit++)
    for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
      const ThecalAlarm *alarm = thecal_system_get_alarm (system, unit, (ThecalConditionId) id);

      if (alarm->episode == episode && thecal_alarm_is_shown (alarm)) {
        *out_unit = unit;
        *out_condition = (ThecalConditionId) id;
        return TRUE;
      }
    }

  return FALSE;
}

/* Words. */

/* What no person may take for a real alarm of a real pump says so first (safety rule 9). */
static char *
title_of (const ThecalAlarmSignals *self, guint unit, ThecalConditionId condition)
{
  const char *title = _ (thecal_condition_get_row (condition)->title);

  if (condition != THECAL_CONDITION_SIMULATION && thecal_system_is_simulated (self->system, unit))
    return g_strdup_printf (_ ("SIMULATED · %s"), title);

  return g_strdup (title);
}

/* "Reservoir low. Call the pump team for a refill.", with the name where there are several pumps:
 * every sound has a source (alarms.md Q26). */
static char *
speech_of (const ThecalAlarmSignals *self, guint unit, ThecalConditionId condition)
{
  g_autofree char *title = title_of (self, unit, condition);
  const char *advice = _ (thecal_condition_get_row (condition)->advice);
  const char *name = self->get_names (self->owner, unit).name;

  if (name != NULL && thecal_system_get_n_units (self->system) > 2)
    return g_strdup_printf (_ ("%s. %s. %s"), name, title, advice);

  return g_strdup_printf (_ ("%s. %s"), title, advice);
}

static void
show_text (ThecalAlarmSignals *self,
           const ThecalEffect *effect,
           const char *title,
           const char *body)
{
  const ThecalSignalText text = {
    .episode = effect->episode,
    .condition = effect->condition,
    .priority = effect->priority,
    .title = title,
    .body = body,
    .simulated = thecal_system_is_simulated (self->system, effect->unit),
  };

  thecal_signaller_notify (self->signaller, &text);
}

static void
notify (ThecalAlarmSignals *self, const ThecalEffect *effect)
{
  g_autofree char *title = NULL, *body = NULL;

  if (effect->reason == THECAL_LOG_GROUPED) {
    title =
        g_strdup_printf (ngettext ("%d alarm", "%d alarms", (gulong) effect->step), effect->step);
    show_text (self, effect, title, _ ("Several things happened at once. Look at the list."));
    return;
  }
  title = title_of (self, effect->unit, effect->condition);
  if (effect->reason == THECAL_LOG_ASKED) {
    const ThecalAlarm *alarm =
        thecal_system_get_alarm (self->system, effect->unit, effect->condition);

    body = g_strdup_printf (_ ("%s: still on it? The sound comes back in two minutes."),
                            *alarm->acknowledged_by != '\0' ? alarm->acknowledged_by
                                                            : _ ("Acknowledged"));
    show_text (self, effect, title, body);
    return;
  }
  show_text (self, effect, title, _ (thecal_condition_get_row (effect->condition)->advice));
}

/* Sound. */

static int
loudness_of (guint actions)
{
  if ((actions & THECAL_ACTION_LOUDEST) != 0)
    return 2;

  return (actions & THECAL_ACTION_LOUDER) != 0 ? 1 : 0;
}

static void
play (ThecalAlarmSignals *self, const ThecalEffect *effect)
{
  self->tried_episode = effect->episode;
  self->told_episode = 0; /* every full pattern has its outcome */
  thecal_signaller_play (
      self->signaller, effect->condition, effect->priority, loudness_of (effect->actions));
}

/* Bursts and speech go on by themselves for the most urgent alarm that sounds. */
static void
update_sounding (ThecalAlarmSignals *self)
{
  guint unit = 0;
  ThecalConditionId condition = THECAL_N_CONDITIONS;
  const ThecalAlarm *alarm = thecal_system_get_sounding (self->system, &unit, &condition);
  g_autofree char *spoken = NULL;
  guint actions = 0;

  if (alarm != NULL) {
    actions =
        thecal_alarm_get_actions (alarm, condition, thecal_system_get_settings (self->system));
    if ((actions & THECAL_ACTION_SPEECH) != 0)
      spoken = speech_of (self, unit, condition);
    self->tried_episode = alarm->episode;
  }
  thecal_signaller_set_sounding (self->signaller,
                                 alarm != NULL ? alarm->priority : THECAL_PRIORITY_NONE,
                                 loudness_of (actions));
  if (g_strcmp0 (spoken, self->spoken) == 0)
    return;
  g_free (self->spoken);
  self->spoken = g_steal_pointer (&spoken);
  thecal_signaller_set_speech (self->signaller, self->spoken);
}

/* A message about what a graver alarm covers would stand beside that one's, and call for less. The
 * core asks for it anew when it speaks for itself again. */
static void
withdraw_covered (ThecalAlarmSignals *self)
{
  for (guint unit = 0; unit < thecal_system_get_n_units (self->system); unit++)
    for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
      const ThecalAlarm *alarm =
          thecal_system_get_alarm (self->system, unit, (ThecalConditionId) id);

      if (alarm->superseded && thecal_alarm_is_active (alarm))
        thecal_signaller_withdraw (self->signaller, alarm->episode);
    }
}

/* The most urgent stands first: one sound at a time, the others are in the list. */
static void
signal_effects (ThecalAlarmSignals *self, GArray *effects)
{
  gboolean played = FALSE;

  for (guint i = 0; i < effects->len; i++) {
    const ThecalEffect *effect = &g_array_index (effects, ThecalEffect, i);

    switch (effect->kind) {
    case THECAL_EFFECT_SIGNAL:
      if (!played)
        play (self, effect);
      played = TRUE;
      break;
    case THECAL_EFFECT_REMIND:
      if (!played)
        thecal_signaller_remind (self->signaller, effect->priority);
      break;
    case THECAL_EFFECT_NOTIFY:
      notify (self, effect);
      break;
    case THECAL_EFFECT_WITHDRAW:
      thecal_signaller_withdraw (self->signaller, effect->episode);
      break;
    case THECAL_EFFECT_RAISE:
    case THECAL_EFFECT_CHANGE:
    case THECAL_EFFECT_ESCALATE:
    case THECAL_EFFECT_LOG:
    case THECAL_N_EFFECTS:
      break;
    }
  }
  if (effects->len == 0)
    return;
  withdraw_covered (self);
  update_sounding (self);
}

/* Log. */

static char *
format_until (const ThecalEffect *effect, ThecalTime now)
{
  const gint64 until_us = now.wall_us + effect->until_us - now.boot_us;
  g_autoptr (GDateTime) until = g_date_time_new_from_unix_utc (until_us / THECAL_SECOND_US);

  return until != NULL ? g_date_time_format (until, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

static char *
join (const char *reason, const char *what)
{
  return what != NULL && *what != '\0' ? g_strdup_printf ("%s: %s", reason, what)
                                       : g_strdup (reason);
}

static char *
actions_of (const ThecalEffect *effect)
{
  GString *actions = g_string_new (NULL);

  g_string_append_printf (actions, "step %d", effect->step);
  for (guint action = 1; action < 1u << THECAL_N_LADDER_ACTIONS; action <<= 1)
    if ((effect->actions & action) != 0)
      g_string_append_printf (actions, " %s", thecal_ladder_action_to_string (action));

  return g_string_free (actions, FALSE);
}

/* "acknowledged: Anna", "paused: 2026-03-01T08:10:00Z", "rejected: drill", "step 2 louder speech";
 * NULL: nothing. */
static char *
detail_of (ThecalAlarmSignals *self,
           const ThecalEffect *effect,
           const ThecalEvent *event,
           ThecalTime now)
{
  const char *reason = thecal_log_reason_to_string (effect->reason);
  g_autofree char *until = NULL;

  if (effect->kind == THECAL_EFFECT_ESCALATE)
    return actions_of (effect);
  if (effect->reason == THECAL_LOG_ACKNOWLEDGED)
    return join (
        reason,
        thecal_system_get_alarm (self->system, effect->unit, effect->condition)->acknowledged_by);
  if (effect->reason == THECAL_LOG_RESOLVED || effect->reason == THECAL_LOG_DECLINED)
    return join (reason, event->person.by);
  if (effect->reason == THECAL_LOG_REJECTED)
    return join (reason, thecal_event_type_to_string (event->type));
  if (effect->reason != THECAL_LOG_PAUSED && effect->reason != THECAL_LOG_QUIET)
    return g_strdup (reason);

  until = format_until (effect, now);
  return join (reason, until);
}

static ThecalLogSubject
subject_of (const ThecalSystem *system, guint unit, ThecalConditionId condition)
{
  const ThecalAlarm *alarm = thecal_system_get_alarm (system, unit, condition);

  return (ThecalLogSubject){
    .condition = condition,
    .priority = alarm->priority,
    .episode = alarm->episode,
  };
}

static void
log_effects (ThecalAlarmSignals *self, GArray *effects, const ThecalEvent *event, ThecalTime now)
{
  for (guint i = 0; i < effects->len; i++) {
    const ThecalEffect *effect = &g_array_index (effects, ThecalEffect, i);
    g_autofree char *detail = detail_of (self, effect, event, now);

    thecal_store_add_log (
        self->store, self->get_names (self->owner, effect->unit).id, effect, detail, now);
  }
}

/* Drill. */

static gboolean
is_real_high (const ThecalSystem *system)
{
  for (guint unit = 0; unit < thecal_system_get_n_units (system); unit++)
    for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
      const ThecalAlarm *alarm = thecal_system_get_alarm (system, unit, (ThecalConditionId) id);

      if (id != THECAL_CONDITION_DRILL && alarm->priority == THECAL_PRIORITY_HIGH &&
          thecal_alarm_is_active (alarm))
        return TRUE;
    }

  return FALSE;
}

static void
end_drill (ThecalAlarmSignals *self, guint episode, ThecalTime now)
{
  const ThecalLogSubject subject = {
    .condition = THECAL_CONDITION_DRILL,
    .priority = THECAL_PRIORITY_HIGH,
    .episode = episode,
  };

  thecal_drill_end (&self->drill, is_real_high (self->system), now.wall_us);
  for (guint i = 0; i < self->drill.channels->len; i++) {
    const ThecalDrillChannel *channel = g_ptr_array_index (self->drill.channels, i);
    g_autofree char *detail = g_strdup_printf ("drill: %s %s: %s",
                                               channel->channel,
                                               thecal_drill_channel_to_string (channel),
                                               channel->found);

    thecal_store_add_note (self->store, NULL, &subject, detail, now);
  }
}

static void
follow_drill (ThecalAlarmSignals *self, GArray *effects, ThecalTime now)
{
  for (guint i = 0; i < effects->len; i++) {
    const ThecalEffect *effect = &g_array_index (effects, ThecalEffect, i);

    if (effect->condition != THECAL_CONDITION_DRILL)
      continue;
    if (effect->kind == THECAL_EFFECT_RAISE) {
      thecal_drill_begin (&self->drill, now.wall_us);
      if (self->signaller != NULL && !thecal_signaller_has_notification (self->signaller))
        thecal_drill_leave_out (&self->drill, "notification");
      thecal_drill_note (&self->drill, "log", TRUE, "written");
    } else if (effect->reason == THECAL_LOG_ACKNOWLEDGED) {
      const char *by =
          thecal_system_get_alarm (self->system, effect->unit, effect->condition)->acknowledged_by;
      g_autofree char *person = g_strdup_printf ("person%s%s", *by != '\0' ? " " : "", by);

      thecal_drill_note (&self->drill, person, TRUE, "answered");
    } else if (effect->kind == THECAL_EFFECT_ESCALATE &&
               (effect->actions & THECAL_ACTION_SPEECH) != 0)
      thecal_drill_reach_speech (&self->drill, now.wall_us);
    else if (effect->kind == THECAL_EFFECT_WITHDRAW)
      end_drill (self, effect->episode, now);
  }
}

void
thecal_alarm_signals_carry_out (ThecalAlarmSignals *self,
                                GArray *effects,
                                const ThecalEvent *event,
                                ThecalTime now)
{
  /* Before the signals, whose answers may come at once. */
  follow_drill (self, effects, now);
  if (self->signaller != NULL)
    signal_effects (self, effects);
  log_effects (self, effects, event, now);
}

/* Answers. */

static gboolean
is_drill_episode (const ThecalAlarmSignals *self, guint episode)
{
  return thecal_system_get_alarm (self->system, THECAL_UNIT_HOST, THECAL_CONDITION_DRILL)
             ->episode == episode;
}

/* A sound that was heard on another output than the chosen one was heard all the same. */
static gboolean
was_heard (gboolean ok, const char *detail)
{
  return ok || strstr (detail, THECAL_HEARD_ON) != NULL;
}

void
thecal_alarm_signals_take_result (ThecalAlarmSignals *self,
                                  const char *channel,
                                  gboolean ok,
                                  const char *detail,
                                  ThecalTime now)
{
  const gboolean sound = g_str_equal (channel, "sound");
  const gboolean speech = g_str_equal (channel, "speech");
  const gboolean worked = was_heard (ok, detail);
  ThecalOutcome outcome = { .what = sound ? "sounded" : "spoken", .worked = worked };
  ThecalConditionId condition;
  guint unit;

  thecal_drill_note (&self->drill, channel, worked, detail);
  if ((!sound && !speech) ||
      !thecal_alarm_signals_find (self->system, self->tried_episode, &unit, &condition))
    return;
  /* One record for each alarm and each change of the outcome, not for each burst of hours. */
  if (sound && self->told_episode == self->tried_episode && self->told_worked == worked)
    return;
  if (sound) {
    self->told_episode = self->tried_episode;
    self->told_worked = worked;
  }
  outcome.subject = subject_of (self->system, unit, condition);
  outcome.found = detail;
  thecal_store_add_outcome (self->store, self->get_names (self->owner, unit).id, &outcome, now);
}

gboolean
thecal_alarm_signals_take_shown (ThecalAlarmSignals *self,
                                 guint episode,
                                 const char *screen,
                                 ThecalTime now)
{
  g_autofree char *name =
      g_utf8_substring (screen, 0, MIN (g_utf8_strlen (screen, -1), SCREEN_NAME_MAX));
  g_autofree char *channel = g_strdup_printf ("screen %s", name);
  g_autofree char *detail = g_strdup_printf ("screen %s shows it", name);
  ThecalLogSubject subject;
  ThecalConditionId condition;
  guint unit;

  if (!thecal_alarm_signals_find (self->system, episode, &unit, &condition))
    return FALSE;

  if (is_drill_episode (self, episode))
    thecal_drill_note (&self->drill, channel, TRUE, "showed it");
  subject = subject_of (self->system, unit, condition);
  thecal_store_add_note (
      self->store, self->get_names (self->owner, unit).id, &subject, detail, now);
  return TRUE;
}
