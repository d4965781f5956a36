/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_session.h"

#include <glib/gi18n.h>
#include <math.h>

#include "files/record_files.h"
#include "shared/now.h"
#include "shared/pump_reading.h"
#include "shared/walk_sound.h"

/* Older than this program is no time at all: a computer without a battery for its clock. */
#define EARLIEST_WALL_US (G_GINT64_CONSTANT (1767225600) * THECAL_SECOND_US) /* 2026-01-01 */

struct _ThecalWalkSession {
  GObject parent_instance;
  ThecalChecklistSet *set;
  ThecalMonitorClient *client; /* nullable */
  ThecalPlanLoad *load;        /* NULL: still being read */
  ThecalPlanDocument *empty;   /* stands in until then */
  ThecalTriageContext context;
  ThecalWalkthrough *walkthrough;
  ThecalWalkSound *sound;
  char *plan_path, *state_dir, *print_to, *by, *id;
  gboolean paperless;
  char *pump_alarm; /* title of the most urgent alarm of a pump; NULL: not known */
  gboolean clock_is_wrong;
  gboolean shown; /* an outcome was */
  int shown_outcome;
  ThecalRecordState state;
  gint64 answered_wall_us;
  gboolean writing, dirty; /* one write at a time, so that the newest is the last */
};

enum { SIGNAL_CHANGED, SIGNAL_TROUBLE, SIGNAL_SETTLED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkSession, thecal_walk_session, G_TYPE_OBJECT)

ThecalTime
thecal_walk_session_get_now (ThecalWalkSession *self)
{
  ThecalTime now = thecal_now ();

  if (self->clock_is_wrong || now.wall_us < EARLIEST_WALL_US)
    now.wall_us = THECAL_UNKNOWN_US;

  return now;
}

/* What is known. */

static void
take_alarm (ThecalWalkSession *self, ThecalDbusAlarm *alarm)
{
  ThecalConditionId condition;
  const char *name = thecal_dbus_alarm_get_condition (alarm);

  /* "unknown" and "clearing" stand: sight was lost, or the good news is not proven yet */
  if (thecal_dbus_alarm_get_drill (alarm) || name == NULL ||
      !thecal_condition_from_string (name, &condition) ||
      thecal_text_is (thecal_dbus_alarm_get_condition_state (alarm), "pending") ||
      thecal_text_is (thecal_dbus_alarm_get_condition_state (alarm), "clear"))
    return;
  thecal_triage_context_add_condition (
      &self->context, condition, thecal_dbus_alarm_get_since_time (alarm) * 1000);
  self->clock_is_wrong = self->clock_is_wrong || condition == THECAL_CONDITION_CLOCK;
  if (*self->pump_alarm == '\0' && self->context.pump_alarm) {
    g_free (self->pump_alarm);
    self->pump_alarm = g_strdup (thecal_dbus_alarm_get_title (alarm));
  }
}

static void
refresh (ThecalWalkSession *self)
{
  g_autoptr (GPtrArray) alarms = NULL;

  thecal_triage_context_init (&self->context);
  g_clear_pointer (&self->pump_alarm, g_free);
  self->clock_is_wrong = FALSE;
  thecal_plan_document_fill_context (thecal_walk_session_get_document (self),
                                     thecal_walk_session_get_now (self).wall_us,
                                     &self->context);
  /* that there is none is only known once it was looked for, and would stay with the result */
  self->context.has_plan = self->context.has_plan || self->load == NULL;
  if (thecal_walk_session_is_watched (self)) {
    self->pump_alarm = g_strdup ("");
    alarms = thecal_monitor_client_get_alarms (self->client);
    for (guint i = 0; i < alarms->len; i++)
      take_alarm (self, g_ptr_array_index (alarms, i));
  }
  if (self->walkthrough != NULL)
    thecal_walkthrough_set_context (self->walkthrough, &self->context);
}

/* While it waits for "called", somebody sounds: the monitor by the record, or where it is not
 * there, this program. */
static void
follow_sound (ThecalWalkSession *self)
{
  thecal_walk_sound_set (
      self->sound, thecal_walk_session_is_open (self) && !thecal_walk_session_is_watched (self));
}

static void
tell (ThecalWalkSession *self)
{
  follow_sound (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_monitor_changed (ThecalWalkSession *self)
{
  refresh (self);
  tell (self);
}

/* The last refill is asked of everybody, and mostly known. */
static void
prefill_refill (ThecalWalkSession *self)
{
  const ThecalAnswer answer = { .said = THECAL_SAID_TIME,
                                .time_wall_us = self->context.refill_wall_us,
                                .at_wall_us = THECAL_UNKNOWN_US,
                                .prefilled = true };

  if (self->context.refill_wall_us != THECAL_UNKNOWN_US &&
      thecal_answers_get (thecal_walkthrough_get_answers (self->walkthrough), "G9") == NULL)
    thecal_walkthrough_prefill (self->walkthrough, "G9", &answer);
}

/* And which plan is gone by instead. */
static void
tell_fault (ThecalWalkSession *self)
{
  const char *instead = self->load->is_copy ? _ ("The last good care plan stays in use.")
                        : !self->load->found
                            ? _ ("No care plan is in use. Look for the numbers on the pump card.")
                            : NULL;
  g_autofree char *words = NULL;

  if (self->load->fault == NULL)
    return;
  words = instead != NULL ? g_strdup_printf ("%s\n%s", self->load->fault, instead)
                          : g_strdup (self->load->fault);
  thecal_walk_session_tell_trouble (self, words);
}

void
thecal_walk_session_set_plan (ThecalWalkSession *self, ThecalPlanLoad *load)
{
  const char *chosen = thecal_walk_session_get_emergency_number (self);
  g_autofree char *number = g_strdup (chosen);

  g_clear_pointer (&self->load, thecal_plan_load_free);
  self->load = load;
  /* chosen while the plan was being read */
  if (number != NULL && thecal_walk_session_get_emergency_number (self) == NULL)
    load->document->contacts->emergency_number = g_steal_pointer (&number);
  refresh (self);
  prefill_refill (self);
  tell_fault (self);
  tell (self);
}

void
thecal_walk_session_prefill (ThecalWalkSession *self, const char *id, const ThecalAnswer *answer)
{
  thecal_walkthrough_prefill (self->walkthrough, id, answer);
  tell (self);
}

void
thecal_walk_session_tell_trouble (ThecalWalkSession *self, const char *line)
{
  g_signal_emit (self, signals[SIGNAL_TROUBLE], 0, line);
}

ThecalWalkthrough *
thecal_walk_session_get_walkthrough (ThecalWalkSession *self)
{
  return self->walkthrough;
}

const ThecalChecklistSet *
thecal_walk_session_get_set (ThecalWalkSession *self)
{
  return self->set;
}

const ThecalPlanDocument *
thecal_walk_session_get_document (ThecalWalkSession *self)
{
  return self->load != NULL ? self->load->document : self->empty;
}

const ThecalTriageContext *
thecal_walk_session_get_context (ThecalWalkSession *self)
{
  return &self->context;
}

const char *
thecal_walk_session_get_plan_path (ThecalWalkSession *self)
{
  return self->plan_path;
}

gboolean
thecal_walk_session_is_paperless (ThecalWalkSession *self)
{
  return self->paperless;
}

const char *
thecal_walk_session_get_print_to (ThecalWalkSession *self)
{
  return self->print_to;
}

const char *
thecal_walk_session_get_emergency_number (ThecalWalkSession *self)
{
  const char *number = thecal_walk_session_get_document (self)->contacts->emergency_number;

  return number != NULL && *number != '\0' ? number : NULL;
}

gboolean
thecal_walk_session_has_plan (ThecalWalkSession *self)
{
  return self->load != NULL;
}

gboolean
thecal_walk_session_is_watched (ThecalWalkSession *self)
{
  return self->client != NULL && thecal_monitor_client_is_connected (self->client);
}

void
thecal_walk_session_set_emergency_number (ThecalWalkSession *self, const char *number)
{
  ThecalContactBook *book = (self->load != NULL ? self->load->document : self->empty)->contacts;

  g_free (book->emergency_number);
  book->emergency_number = g_strdup (number);
  book->emergency_confirmed = TRUE;
  tell (self);
}

void
thecal_walk_session_fill_facts (ThecalWalkSession *self,
                                const ThecalTriageResult *result,
                                ThecalScriptFacts *out)
{
  ThecalDbusPump *pump = NULL;

  *out = (ThecalScriptFacts){ .document = thecal_walk_session_get_document (self),
                              .set = self->set,
                              .answers = thecal_walkthrough_get_answers (self->walkthrough),
                              .result = result,
                              .context = &self->context,
                              .pump_alarm = self->pump_alarm,
                              .level_ml = { NAN, NAN, NAN },
                              .level_wall_us = THECAL_UNKNOWN_US,
                              .now_wall_us = thecal_walk_session_get_now (self).wall_us };
  if (thecal_walk_session_is_watched (self))
    pump = thecal_monitor_client_get_pump (self->client);
  if (pump == NULL || !thecal_dbus_pump_get_heard (pump))
    return;
  thecal_pump_get_band (pump, &out->level_ml.early, &out->level_ml.nominal, &out->level_ml.late);
  out->level_wall_us = thecal_dbus_pump_get_last_heard_time (pump) * 1000;
}

/* The record. */

static ThecalRecord *
make_record (ThecalWalkSession *self)
{
  const ThecalTime now = thecal_now ();
  ThecalRecord *record = g_new0 (ThecalRecord, 1);
  g_auto (ThecalTriageResult) result = { 0 };
  g_autoptr (GStrvBuilder) decided_by = g_strv_builder_new ();

  thecal_walkthrough_get_result (self->walkthrough, thecal_walk_session_get_now (self), &result);
  for (guint i = 0; result.decided_by != NULL && i < result.decided_by->len; i++)
    g_strv_builder_add (decided_by, g_ptr_array_index (result.decided_by, i));
  record->id = g_strdup (self->id);
  record->pump_id = g_strdup ("");
  record->by = g_strdup (self->by);
  record->started_wall_us = thecal_walkthrough_get_started_wall_us (self->walkthrough);
  record->ended_wall_us = now.wall_us;
  record->state = self->state;
  record->outcome = result.outcome;
  record->lists = result.lists;
  record->flags = result.flags;
  record->sign = result.sign;
  record->repeat_wall_us = result.repeat_wall_us;
  record->decided_by = g_strv_builder_end (decided_by);
  record->answers = thecal_answers_copy (thecal_walkthrough_get_answers (self->walkthrough));

  return record;
}

static void write_record (ThecalWalkSession *self);

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalWalkSession) self = user_data;
  g_autoptr (GError) error = NULL;

  self->writing = FALSE;
  if (!thecal_record_files_write_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_autofree char *line =
        g_strdup_printf (_ ("This check could not be kept on disk: %s"), error->message);

    thecal_walk_session_tell_trouble (self, line);
  }
  if (self->dirty)
    write_record (self);
  else
    g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
}

static void
write_record (ThecalWalkSession *self)
{
  g_autoptr (ThecalRecord) record = NULL;

  self->dirty = self->writing;
  if (self->writing)
    return;
  self->writing = TRUE;
  record = make_record (self);
  /* not to be cancelled: it is what the monitor picks up */
  thecal_record_files_write_async (self->state_dir, record, NULL, on_written, g_object_ref (self));
}

void
thecal_walk_session_show_outcome (ThecalWalkSession *self)
{
  g_auto (ThecalTriageResult) result = { 0 };

  thecal_walkthrough_get_result (self->walkthrough, thecal_walk_session_get_now (self), &result);
  if (!self->shown || result.outcome < self->shown_outcome) {
    self->shown = TRUE;
    self->shown_outcome = result.outcome;
    self->state = result.outcome <= THECAL_OUTCOME_T2 ? THECAL_RECORD_OPEN : THECAL_RECORD_DONE;
    self->answered_wall_us = THECAL_UNKNOWN_US;
  } else if (self->state == THECAL_RECORD_UNFINISHED) {
    self->state =
        self->shown_outcome <= THECAL_OUTCOME_T2 ? THECAL_RECORD_OPEN : THECAL_RECORD_DONE;
  }
  write_record (self);
  tell (self);
}

void
thecal_walk_session_set_state (ThecalWalkSession *self, ThecalRecordState state)
{
  self->state = state;
  if (state == THECAL_RECORD_CALLED || state == THECAL_RECORD_ARRIVED)
    self->answered_wall_us = thecal_now ().wall_us;
  write_record (self);
  tell (self);
}

gboolean
thecal_walk_session_is_urgent (ThecalWalkSession *self)
{
  g_auto (ThecalTriageResult) result = { 0 };

  thecal_walkthrough_get_result (self->walkthrough, thecal_walk_session_get_now (self), &result);

  return result.outcome >= THECAL_OUTCOME_T1 && result.outcome <= THECAL_OUTCOME_T2;
}

ThecalRecordState
thecal_walk_session_get_state (ThecalWalkSession *self)
{
  return self->state;
}

gint64
thecal_walk_session_get_answered_wall_us (ThecalWalkSession *self)
{
  return self->answered_wall_us;
}

gboolean
thecal_walk_session_is_open (ThecalWalkSession *self)
{
  return self->shown && self->shown_outcome <= THECAL_OUTCOME_T2 &&
         self->state == THECAL_RECORD_OPEN;
}

gboolean
thecal_walk_session_is_settled (ThecalWalkSession *self)
{
  return !self->writing;
}

/* Life. */

static void
thecal_walk_session_dispose (GObject *object)
{
  ThecalWalkSession *self = THECAL_WALK_SESSION (object);

  g_clear_pointer (&self->sound, thecal_walk_sound_free);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (thecal_walk_session_parent_class)->dispose (object);
}

static void
thecal_walk_session_finalize (GObject *object)
{
  ThecalWalkSession *self = THECAL_WALK_SESSION (object);

  g_clear_pointer (&self->walkthrough, thecal_walkthrough_free);
  g_clear_pointer (&self->set, thecal_checklist_set_free);
  g_clear_pointer (&self->load, thecal_plan_load_free);
  g_clear_pointer (&self->empty, thecal_plan_document_free);
  g_free (self->plan_path);
  g_free (self->state_dir);
  g_free (self->print_to);
  g_free (self->by);
  g_free (self->id);
  g_free (self->pump_alarm);
  G_OBJECT_CLASS (thecal_walk_session_parent_class)->finalize (object);
}

static void
thecal_walk_session_class_init (ThecalWalkSessionClass *klass)
{
  const GType type = THECAL_TYPE_WALK_SESSION;

  G_OBJECT_CLASS (klass)->dispose = thecal_walk_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_walk_session_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TROUBLE] = g_signal_new (
      "trouble", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SETTLED] =
      g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_walk_session_init (ThecalWalkSession *self)
{
  self->empty = thecal_plan_document_new ();
  self->sound = thecal_walk_sound_new ();
  self->state = THECAL_RECORD_UNFINISHED;
  self->answered_wall_us = THECAL_UNKNOWN_US;
}

/* "20261125T021600-4f3a": by its time, and no two the same. */
static char *
make_id (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%S");

  return g_strdup_printf ("%s-%04x", time, (guint) g_random_int_range (0, 0x10000));
}

ThecalWalkSession *
thecal_walk_session_new (const ThecalWalkStart *start)
{
  ThecalWalkSession *self = g_object_new (THECAL_TYPE_WALK_SESSION, NULL);

  self->set = start->set;
  self->client = start->client != NULL ? g_object_ref (start->client) : NULL;
  self->plan_path = g_strdup (start->plan_path);
  self->state_dir = g_strdup (start->state_dir);
  self->print_to = g_strdup (start->print_to);
  self->paperless = start->paperless;
  self->by = g_strdup (start->by != NULL ? start->by : "");
  self->id = make_id ();
  refresh (self);
  self->walkthrough = thecal_walkthrough_new (
      self->set, &self->context, start->lists, thecal_walk_session_get_now (self));
  if (self->client != NULL)
    g_signal_connect_object (
        self->client, "changed", G_CALLBACK (on_monitor_changed), self, G_CONNECT_SWAPPED);

  return self;
}
