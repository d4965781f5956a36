/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/walkthroughs.h"

#include <stdio.h>
#include <string.h>

#include "boot_clock.h"
#include "core/checklist/record.h"
#include "service/objects.h"
#include "service/walkthrough_folder.h"

#define CHANNEL "walkthroughs"
#define LOOK_S 60
/* How long an alarm waits for the store to say whether it was told before. */
#define STORE_LIMIT_MS 2000
/* How long a file that could not be read is told: own choice. */
#define BAD_TOLD_US THECAL_DAY_US

struct _ThecalWalkthroughs {
  GObject parent_instance;
  ThecalMonitor *monitor;
  char *folder;
  GCancellable *cancellable;
  GFileMonitor *watch; /* nullable */
  guint look_id;
  gboolean looking, look_again, look_is_old;
  ThecalWalkthroughLook *look; /* under way */
  guint n_done;                /* of its files */
  GHashTable *told;            /* id -> text, of those taken in by this run */
  char *bad_detail;            /* of the file that this run set aside last; nullable */
  gint64 good_wall_us;         /* when a record was read well last */
  gboolean tested, passed;     /* the channel, as it was told last */
};

enum { SIGNAL_CHANGED, SIGNAL_LOOKED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkthroughs, thecal_walkthroughs, G_TYPE_OBJECT)

/* One file on its way. Reference counted: the store may answer after the limit. */
typedef struct {
  ThecalWalkthroughs *owner; /* owned */
  const ThecalWalkthroughFile *file;
  ThecalRecord *record;
  guint limit_id;
  gboolean judged;
} Intake;

static void look (ThecalWalkthroughs *self);
static void take_next (ThecalWalkthroughs *self);

static void
intake_clear (gpointer data)
{
  Intake *intake = data;

  g_clear_handle_id (&intake->limit_id, g_source_remove);
  g_clear_pointer (&intake->record, thecal_record_free);
  g_clear_object (&intake->owner);
}

static void
intake_release (gpointer data)
{
  g_rc_box_release_full (data, intake_clear);
}

/* Disposed: what was under way ends without a word. */
static gboolean
is_over (const ThecalWalkthroughs *self)
{
  return self->monitor == NULL;
}

/* The channel. */

static void
tell_test (ThecalWalkthroughs *self, gboolean passed, const char *detail)
{
  if (self->tested && self->passed == passed)
    return;
  self->tested = TRUE;
  self->passed = passed;
  if (!passed)
    fprintf (stderr, "thecal-monitor: %s\n", detail);
  thecal_monitor_take_test (self->monitor, CHANNEL, passed, detail);
}

static void
judge_channel (ThecalWalkthroughs *self)
{
  const ThecalWalkthroughLook *seen = self->look;
  const gint64 now_wall_us = thecal_clock_now ().wall_us;
  g_autofree char *detail = NULL;

  if (self->bad_detail == NULL &&
      (seen->bad_name == NULL || now_wall_us - seen->bad_wall_us > BAD_TOLD_US ||
       seen->bad_wall_us <= self->good_wall_us)) {
    tell_test (self, TRUE, self->folder);
    return;
  }
  detail = self->bad_detail != NULL
               ? g_strdup (self->bad_detail)
               : g_strdup_printf ("%s/%s: could not be read", self->folder, seen->bad_name);
  tell_test (self, FALSE, detail);
}

/* The end of a file. */

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalWalkthroughs) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean ended = thecal_walkthrough_folder_end_finish (result, &error);

  if (is_over (self))
    return;
  if (error != NULL)
    tell_test (self, FALSE, error->message);
  else if (!ended)
    self->look_again = TRUE;
  take_next (self);
}

static void
end_file (ThecalWalkthroughs *self, const ThecalWalkthroughFile *file, ThecalWalkthroughEnd end)
{
  thecal_walkthrough_folder_end_async (
      self->folder, file, end, self->cancellable, on_ended, g_object_ref (self));
}

static void
set_aside (ThecalWalkthroughs *self, const ThecalWalkthroughFile *file, const char *why)
{
  g_autofree char *note = g_strdup_printf ("walkthrough %s set aside: %s", file->name, why);

  g_free (self->bad_detail);
  self->bad_detail = g_strdup_printf ("%s/%s: %s", self->folder, file->name, why);
  thecal_store_add_note (
      thecal_monitor_get_store (self->monitor), NULL, NULL, note, thecal_clock_now ());
  tell_test (self, FALSE, self->bad_detail);
  end_file (self, file, THECAL_WALKTHROUGH_SET_ASIDE);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Intake *intake = user_data;
  ThecalWalkthroughs *self = intake->owner;
  const gboolean stored = thecal_store_flush_finish (THECAL_STORE (source), result, NULL);

  /* What the store could not write it goes on trying, and tells; the file waits. */
  if (!is_over (self)) {
    if (stored) {
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      end_file (self, intake->file, THECAL_WALKTHROUGH_REMOVE);
    } else
      take_next (self);
  }
  intake_release (intake);
}

/* After the state that knows the alarm, which the monitor saves when it is idle: a row is never
 * there without it. */
static gboolean
on_idle (gpointer user_data)
{
  Intake *intake = user_data;
  ThecalWalkthroughs *self = intake->owner;
  const ThecalRecord *record = intake->record;
  ThecalStore *store;

  if (is_over (self))
    return G_SOURCE_REMOVE;
  store = thecal_monitor_get_store (self->monitor);
  if (g_strcmp0 (g_hash_table_lookup (self->told, record->id), intake->file->text) != 0) {
    const ThecalWalkthroughRow row = {
      .id = record->id,
      .pump = record->pump_id,
      .by = record->by,
      .state = thecal_record_state_to_string (record->state),
      .outcome = record->outcome,
      .started_us = record->started_wall_us,
      .ended_us = record->ended_wall_us,
      .text = intake->file->text,
    };

    thecal_store_add_walkthrough (store, &row);
    g_hash_table_insert (self->told, g_strdup (record->id), g_strdup (intake->file->text));
  }
  thecal_store_flush_async (store, self->cancellable, on_stored, g_rc_box_acquire (intake));

  return G_SOURCE_REMOVE;
}

/* The alarms. */

static gboolean
is_news (const ThecalRecord *record, const char *before_text)
{
  char expected[160];
  g_autoptr (ThecalRecord) before =
      before_text != NULL ? thecal_record_parse (before_text, strlen (before_text), expected)
                          : NULL;

  return before == NULL || before->state != record->state || before->outcome != record->outcome ||
         before->sign != record->sign || before->repeat_wall_us != record->repeat_wall_us;
}

/* Into the alarm log: with its alarm, where one stands for it before or after it is told. */
static void
note_record (ThecalWalkthroughs *self, const ThecalRecord *record, guint unit)
{
  const ThecalAlarm *alarm = thecal_system_get_alarm (
      thecal_monitor_get_system (self->monitor), unit, THECAL_CONDITION_TRIAGE_OPEN);
  const ThecalLogSubject subject = { THECAL_CONDITION_TRIAGE_OPEN,
                                     alarm->priority,
                                     alarm->episode };
  g_autofree char *note = g_strdup_printf ("walkthrough T%d %s%s%s",
                                           record->outcome,
                                           thecal_record_state_to_string (record->state),
                                           *record->by != '\0' ? " by " : "",
                                           record->by);

  thecal_store_add_note (thecal_monitor_get_store (self->monitor),
                         thecal_monitor_get_pump_id (self->monitor, unit),
                         thecal_alarm_is_shown (alarm) ? &subject : NULL,
                         note,
                         thecal_clock_now ());
}

static guint
find_unit (ThecalWalkthroughs *self, const ThecalRecord *record, gboolean make)
{
  const guint unit = thecal_resolve_pump (self->monitor, record->pump_id, make);

  /* a pump that nobody knows is no reason to be silent */
  return unit != THECAL_UNIT_HOST ? unit : thecal_resolve_pump (self->monitor, "", make);
}

static void
tell_alarms (ThecalWalkthroughs *self, const ThecalRecord *record)
{
  const gboolean closes =
      record->state == THECAL_RECORD_CALLED || record->state == THECAL_RECORD_ARRIVED;
  ThecalEvent event = { 0 };
  const gboolean alarms = thecal_record_to_event (record, THECAL_UNIT_HOST, &event);

  event.unit = find_unit (self, record, alarms);
  if (closes)
    note_record (self, record, event.unit);
  if (alarms)
    thecal_event_sink_post (THECAL_EVENT_SINK (self->monitor), &event);
  if (!closes)
    note_record (self, record, event.unit);
}

/* @before_text: of this walkthrough, as it was known; NULL: it was not, or nobody can say. */
static void
judge (Intake *intake, const char *before_text)
{
  ThecalWalkthroughs *self = intake->owner;

  if (intake->judged || is_over (self))
    return;
  intake->judged = TRUE;
  g_clear_handle_id (&intake->limit_id, g_source_remove);
  if (is_news (intake->record, before_text))
    tell_alarms (self, intake->record);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle, g_rc_box_acquire (intake), intake_release);
}

static void
on_before (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Intake *intake = user_data;
  g_autoptr (GVariant) rows =
      thecal_store_read_walkthroughs_finish (THECAL_STORE (source), result, NULL);
  g_autoptr (GVariant) row = NULL;
  const char *text = NULL;

  if (rows != NULL && g_variant_n_children (rows) > 0) {
    row = g_variant_get_child_value (rows, 0);
    g_variant_lookup (row, "text", "&s", &text);
  }
  judge (intake, text);
  intake_release (intake);
}

static gboolean
on_limit (gpointer user_data)
{
  Intake *intake = user_data;

  intake->limit_id = 0;
  judge (intake, NULL);

  return G_SOURCE_REMOVE;
}

static void
take_record (ThecalWalkthroughs *self, const ThecalWalkthroughFile *file, ThecalRecord *record)
{
  Intake *intake = g_rc_box_new0 (Intake);
  const char *told = g_hash_table_lookup (self->told, record->id);

  self->good_wall_us = thecal_clock_now ().wall_us;
  g_clear_pointer (&self->bad_detail, g_free);
  intake->owner = g_object_ref (self);
  intake->file = file;
  intake->record = record;
  if (told == NULL) {
    intake->limit_id = g_timeout_add_full (
        G_PRIORITY_DEFAULT, STORE_LIMIT_MS, on_limit, g_rc_box_acquire (intake), intake_release);
    thecal_store_read_walkthrough_async (thecal_monitor_get_store (self->monitor),
                                         record->id,
                                         self->cancellable,
                                         on_before,
                                         g_rc_box_acquire (intake));
  } else
    judge (intake, told);
  intake_release (intake);
}

/* The folder. */

static void
end_look (ThecalWalkthroughs *self)
{
  self->looking = FALSE;
  if (self->look != NULL)
    judge_channel (self);
  g_clear_pointer (&self->look, thecal_walkthrough_look_free);
  g_signal_emit (self, signals[SIGNAL_LOOKED], 0);
  if (self->look_again)
    look (self);
}

static void
take_next (ThecalWalkthroughs *self)
{
  const ThecalWalkthroughFile *file;
  ThecalRecord *record = NULL;
  char expected[160] = "";

  if (self->n_done == self->look->files->len) {
    end_look (self);
    return;
  }
  file = g_ptr_array_index (self->look->files, self->n_done++);
  if (file->text != NULL)
    record = thecal_record_parse (file->text, file->size, expected);
  if (record != NULL)
    take_record (self, file, record);
  else
    set_aside (self, file, file->fault != NULL ? file->fault : expected);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalWalkthroughs) self = user_data;
  g_autoptr (GError) error = NULL;

  self->look = thecal_walkthrough_folder_look_finish (result, &error);
  self->n_done = 0;
  if (is_over (self))
    return;
  if (self->look != NULL) {
    take_next (self);
    return;
  }
  tell_test (self, FALSE, error->message);
  end_look (self);
}

/* One after the other: what changes meanwhile is looked at after it. */
static void
look (ThecalWalkthroughs *self)
{
  self->look_again = self->looking;
  if (self->looking)
    return;
  self->looking = TRUE;
  self->look_is_old = FALSE;
  thecal_walkthrough_folder_look_async (
      self->folder, self->cancellable, on_looked, g_object_ref (self));
}

static void
on_changed (GFileMonitor *watch,
            GFile *file,
            GFile *other,
            GFileMonitorEvent event,
            ThecalWalkthroughs *self)
{
  if (event != G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED && event != G_FILE_MONITOR_EVENT_DELETED &&
      event != G_FILE_MONITOR_EVENT_MOVED_OUT)
    look (self);
}

static gboolean
on_minute (gpointer user_data)
{
  ThecalWalkthroughs *self = user_data;

  if (self->looking && self->look_is_old)
    tell_test (self, FALSE, "the folder of the walkthroughs does not answer");
  self->look_is_old = self->looking;
  look (self);

  return G_SOURCE_CONTINUE;
}

void
thecal_walkthroughs_start (ThecalWalkthroughs *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  /* Without a watch each minute's look is what there is. */
  self->watch =
      g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, self->cancellable, NULL);
  if (self->watch != NULL)
    g_signal_connect (self->watch, "changed", G_CALLBACK (on_changed), self);
  self->look_id = g_timeout_add_seconds (LOOK_S, on_minute, self);
  look (self);
}

/* Object. */

static void
thecal_walkthroughs_dispose (GObject *object)
{
  ThecalWalkthroughs *self = THECAL_WALKTHROUGHS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (thecal_walkthroughs_parent_class)->dispose (object);
}

static void
thecal_walkthroughs_finalize (GObject *object)
{
  ThecalWalkthroughs *self = THECAL_WALKTHROUGHS (object);

  g_clear_pointer (&self->look, thecal_walkthrough_look_free);
  g_hash_table_unref (self->told);
  g_free (self->bad_detail);
  g_free (self->folder);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (thecal_walkthroughs_parent_class)->finalize (object);
}

static void
add_signal (int place, const char *name)
{
  signals[place] = g_signal_new (
      name, THECAL_TYPE_WALKTHROUGHS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_walkthroughs_class_init (ThecalWalkthroughsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = thecal_walkthroughs_dispose;
  object_class->finalize = thecal_walkthroughs_finalize;
  add_signal (SIGNAL_CHANGED, "changed");
  add_signal (SIGNAL_LOOKED, "looked");
}

static void
thecal_walkthroughs_init (ThecalWalkthroughs *self)
{
  self->cancellable = g_cancellable_new ();
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->good_wall_us = THECAL_UNKNOWN_US;
}

ThecalWalkthroughs *
thecal_walkthroughs_new (ThecalMonitor *monitor, const char *state_dir)
{
  ThecalWalkthroughs *self = g_object_new (THECAL_TYPE_WALKTHROUGHS, NULL);

  self->monitor = g_object_ref (monitor);
  self->folder = g_build_filename (state_dir, "walkthroughs", NULL);

  return self;
}
