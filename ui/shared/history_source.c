/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/history_source.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/alarm_spans.h"
#include "shared/chart_view.h"
#include "shared/history_entries.h"
#include "shared/history_load.h"
#include "shared/pump_reading.h"

#define SETTLE_MS 150     /* while somebody drags, nothing is asked */
#define SLOW_MS 500       /* then it is said that it takes time */
#define LIMIT_MS 20000    /* ten years of readings */
#define COALESCE_MS 400   /* the monitor tells of every property */
#define REFRESH_MS 15000  /* new readings of a pump that reports often */
#define LOG_PAGE 1000     /* what the bus gives at most */
#define ENTRIES_MAX 10000 /* likewise */

struct _ThecalHistorySource {
  GObject parent_instance;
  ThecalMonitorClient *client;
  ThecalDbusManager *manager; /* nullable; the one whose signals are followed */
  ThecalHistoryData *data;
  ThecalAlarmSpans *spans;
  GArray *visits;
  char *pump_id; /* of the data */
  gboolean active, lost, slow, known, asks_log;
  gint64 first_ms, loaded_ms, heard_ms;
  gint64 tried_ms;       /* when it was asked how far back records go */
  gint64 from_ms, to_ms; /* shown; 0: not yet */
  guint n_buckets;
  guint n_loads; /* on their way */
  char *fault;   /* nullable */
  GCancellable *cancellable;
  guint settle_id, slow_id, coalesce_id;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalHistorySource, thecal_history_source, G_TYPE_OBJECT)

static void ask_log (ThecalHistorySource *self, guint64 after, gboolean newest);

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

/* The pump as it is now. */

static ThecalHistoryPresent
present_of (ThecalDbusPump *pump)
{
  ThecalReading level, low, capacity;
  ThecalHistoryPresent present = { .now_ms = now_ms () };

  thecal_pump_get_reading (pump, "reservoir_ml", &level);
  thecal_pump_get_reading (pump, "low_threshold_ml", &low);
  thecal_pump_get_reading (pump, "capacity_ml", &capacity);
  thecal_pump_get_band (pump, &present.early_ml, &present.nominal_ml, &present.late_ml);
  present.low_ml = low.value;
  present.capacity_ml = capacity.value;
  present.is_measured = thecal_text_is (level.quality, "measured");
  present.low_early_days = thecal_pump_get_days (pump, "low_early");
  present.low_late_days = thecal_pump_get_days (pump, "low_late");
  present.empty_early_days = thecal_pump_get_days (pump, "empty_early");
  present.empty_late_days = thecal_pump_get_days (pump, "empty_late");
  present.is_stale = pump == NULL || thecal_dbus_pump_get_stale (pump);
  if (pump != NULL) {
    present.interval_s = thecal_dbus_pump_get_interval_s (pump);
    present.heard_ms = thecal_dbus_pump_get_last_heard_time (pump);
  }

  return present;
}

static GHashTable *
standing_of (ThecalMonitorClient *client)
{
  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (client);
  GHashTable *standing = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < alarms->len; i++)
    g_hash_table_add (standing,
                      GUINT_TO_POINTER (thecal_dbus_alarm_get_id (g_ptr_array_index (alarms, i))));

  return standing;
}

static void
fill_alarms (ThecalHistorySource *self)
{
  g_autoptr (GHashTable) standing = standing_of (self->client);

  g_array_set_size (self->data->alarms, 0);
  thecal_alarm_spans_fill (self->spans, self->pump_id, standing, self->data);
}

static void
add_visits (ThecalHistorySource *self)
{
  GArray *marks = self->data->marks;

  for (guint i = marks->len; i > 0; i--)
    if (g_array_index (marks, ThecalHistoryMark, i - 1).is_planned)
      g_array_remove_index (marks, i - 1);
  g_array_append_vals (marks, self->visits->data, self->visits->len);
  thecal_history_data_finish (self->data);
}

static void
emit (ThecalHistorySource *self)
{
  /* Of a monitor that is gone nothing is known now: the picture stays as it was. */
  if (!self->lost)
    self->data->present = present_of (thecal_monitor_client_get_pump (self->client));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The questions. */

static gboolean
on_slow (gpointer user_data)
{
  ThecalHistorySource *self = user_data;

  self->slow_id = 0;
  self->slow = TRUE;
  emit (self);

  return G_SOURCE_REMOVE;
}

static void
begin_load (ThecalHistorySource *self)
{
  if (self->n_loads++ == 0 && self->slow_id == 0)
    self->slow_id = g_timeout_add (SLOW_MS, on_slow, self);
}

static void
end_load (ThecalHistorySource *self)
{
  if (--self->n_loads > 0)
    return;
  self->slow = FALSE;
  g_clear_handle_id (&self->slow_id, g_source_remove);
}

static void
set_fault (ThecalHistorySource *self, GError *error)
{
  g_clear_pointer (&self->fault, g_free);
  if (error == NULL)
    return;
  g_dbus_error_strip_remote_error (error);
  self->fault = g_strdup_printf (_ ("The history cannot be read now: %s"), error->message);
}

/* (transfer full) NULL: it failed, which is told, or was stopped. */
static ThecalHistoryData *
finish_load (ThecalHistorySource *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  ThecalHistoryData *data = thecal_history_load_finish (result, &error);

  end_load (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_fault (self, error);

  return data;
}

static void
on_whole (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalHistorySource) self = user_data;
  g_autoptr (ThecalHistoryData) data = finish_load (self, result);

  if (data != NULL) {
    self->known = TRUE;
    self->first_ms = thecal_history_data_get_first_ms (data);
  }
  emit (self);
}

static void
on_shown (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalHistorySource) self = user_data;
  g_autoptr (ThecalHistoryData) data = finish_load (self, result);

  if (data != NULL) {
    thecal_history_data_unref (self->data);
    self->data = g_steal_pointer (&data);
    self->loaded_ms = now_ms ();
    add_visits (self);
    fill_alarms (self);
  }
  emit (self);
}

static void
load (ThecalHistorySource *self, const ThecalHistoryRequest *request, GAsyncReadyCallback on_loaded)
{
  if (self->manager == NULL || self->lost || !self->active)
    return;
  begin_load (self);
  thecal_history_load_async (
      self->manager, request, self->cancellable, on_loaded, g_object_ref (self));
}

/* How far back records go. */
static void
load_whole (ThecalHistorySource *self)
{
  const gint64 to_ms = now_ms ();
  const ThecalHistoryRequest request = {
    self->pump_id, to_ms - THECAL_CHART_MAX_MS, to_ms, THECAL_CHART_MAX_BUCKETS
  };

  self->tried_ms = to_ms;
  load (self, &request, on_whole);
}

/* A question that is still on its way is about something else by now. */
static void
renew (ThecalHistorySource *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

/* Half of what is shown at each side too, in buckets as long as those that are shown. */
static void
load_shown (ThecalHistorySource *self)
{
  const gint64 span_ms = self->to_ms - self->from_ms;

  const ThecalHistoryRequest request = {
    self->pump_id,
    self->from_ms - span_ms / 2,
    self->to_ms + span_ms / 2,
    MIN (2 * self->n_buckets, THECAL_CHART_MAX_BUCKETS),
  };

  if (span_ms <= 0)
    return;
  load (self, &request, on_shown);
  if (thecal_alarm_spans_get_newest (self->spans) == 0)
    ask_log (self, 0, TRUE);
  else if (thecal_alarm_spans_get_oldest_ms (self->spans) > self->from_ms)
    ask_log (self, 0, FALSE);
}

/* The alarm log, page after page back to what is shown. */

static void
on_log (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalHistorySource) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autoptr (GVariant) records = NULL;

  self->asks_log = FALSE;
  end_load (self);
  if (reply == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      set_fault (self, error);
    return;
  }
  records = g_variant_get_child_value (reply, 0);
  thecal_alarm_spans_take (self->spans, records);
  fill_alarms (self);
  if (thecal_alarm_spans_get_oldest (self->spans) > 1 && g_variant_n_children (records) > 0 &&
      thecal_alarm_spans_get_oldest_ms (self->spans) > self->from_ms)
    ask_log (self, 0, FALSE);
  emit (self);
}

/* @after 0: the page before the oldest that is known, or @newest. */
static void
ask_log (ThecalHistorySource *self, guint64 after, gboolean newest)
{
  const guint64 oldest = thecal_alarm_spans_get_oldest (self->spans);

  if (self->manager == NULL || self->lost || self->asks_log || !self->active)
    return;
  if (after == 0 && !newest) {
    if (oldest <= 1)
      return;
    after = oldest > LOG_PAGE + 1 ? oldest - LOG_PAGE - 1 : 0;
  }
  self->asks_log = TRUE;
  begin_load (self);
  g_dbus_proxy_call (G_DBUS_PROXY (self->manager),
                     "GetAlarmLog",
                     g_variant_new ("(tbu)", after, newest, LOG_PAGE),
                     G_DBUS_CALL_FLAGS_NONE,
                     THECAL_HISTORY_LIMIT_MS,
                     self->cancellable,
                     on_log,
                     g_object_ref (self));
}

/* What others ask. */

static gboolean
is_there (ThecalHistorySource *self)
{
  const gint64 bucket_ms = (self->to_ms - self->from_ms) / MAX (self->n_buckets, 1);

  return self->loaded_ms != 0 && self->data->from_ms <= self->from_ms &&
         self->data->to_ms >= self->to_ms && self->data->bucket_ms <= bucket_ms + bucket_ms / 2;
}

static gboolean
on_settled (gpointer user_data)
{
  ThecalHistorySource *self = user_data;

  self->settle_id = 0;
  if (is_there (self))
    return G_SOURCE_REMOVE;
  renew (self);
  if (!self->known)
    load_whole (self);
  load_shown (self);

  return G_SOURCE_REMOVE;
}

void
thecal_history_source_show (ThecalHistorySource *self,
                            gint64 from_ms,
                            gint64 to_ms,
                            guint n_buckets)
{
  self->from_ms = from_ms;
  self->to_ms = to_ms;
  self->n_buckets = n_buckets;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, on_settled, self);
}

void
thecal_history_source_reload (ThecalHistorySource *self)
{
  renew (self);
  load_whole (self);
  load_shown (self);
}

void
thecal_history_source_cancel (ThecalHistorySource *self)
{
  renew (self);
  g_free (self->fault);
  self->fault = g_strdup (_ ("Stopped. Not all of this time was read."));
  emit (self);
}

void
thecal_history_source_set_visits (ThecalHistorySource *self, GArray *visits)
{
  g_array_set_size (self->visits, 0);
  g_array_append_vals (self->visits, visits->data, visits->len);
  add_visits (self);
  emit (self);
}

ThecalHistoryData *
thecal_history_source_get_data (ThecalHistorySource *self)
{
  return self->data;
}

gboolean
thecal_history_source_is_known (ThecalHistorySource *self)
{
  return self->known;
}

gboolean
thecal_history_source_is_empty (ThecalHistorySource *self)
{
  return self->known && self->first_ms == 0 && thecal_history_data_get_first_ms (self->data) == 0 &&
         isnan (self->data->present.nominal_ml);
}

gint64
thecal_history_source_get_first_ms (ThecalHistorySource *self)
{
  const gint64 first_ms = thecal_history_data_get_first_ms (self->data);

  if (self->first_ms != 0)
    return first_ms != 0 ? MIN (first_ms, self->first_ms) : self->first_ms;

  return first_ms != 0 ? first_ms : now_ms ();
}

gboolean
thecal_history_source_is_slow (ThecalHistorySource *self)
{
  return self->slow;
}

gboolean
thecal_history_source_is_lost (ThecalHistorySource *self)
{
  return self->lost;
}

gint64
thecal_history_source_get_loaded_ms (ThecalHistorySource *self)
{
  return self->loaded_ms;
}

const char *
thecal_history_source_get_fault (ThecalHistorySource *self)
{
  return self->fault;
}

/* What the monitor says by itself. */

static void
follow_manager (ThecalHistorySource *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (manager == self->manager)
    return;
  if (self->manager != NULL)
    g_signal_handlers_disconnect_by_data (self->manager, self);
  g_set_object (&self->manager, manager);
  if (manager != NULL)
    g_signal_connect_object (manager,
                             "entries-changed",
                             G_CALLBACK (thecal_history_source_reload),
                             self,
                             G_CONNECT_SWAPPED);
}

static void
follow_pump (ThecalHistorySource *self, ThecalDbusPump *pump)
{
  const char *id = pump != NULL ? thecal_dbus_pump_get_id (pump) : NULL;

  if (thecal_text_is (self->pump_id, id != NULL ? id : ""))
    return;
  g_free (self->pump_id);
  self->pump_id = g_strdup (id != NULL ? id : "");
  self->known = FALSE;
  self->loaded_ms = self->tried_ms = 0;
  thecal_history_data_unref (self->data);
  self->data = thecal_history_data_new ();
}

static gboolean
on_news (gpointer user_data)
{
  ThecalHistorySource *self = user_data;
  const gboolean was_lost = self->lost;
  ThecalDbusPump *pump;
  gint64 heard_ms;

  self->coalesce_id = 0;
  self->lost = !thecal_monitor_client_is_connected (self->client);
  if (!self->active || self->lost) {
    emit (self);
    return G_SOURCE_REMOVE;
  }
  follow_manager (self);
  pump = thecal_monitor_client_get_pump (self->client);
  follow_pump (self, pump);
  heard_ms = pump != NULL ? thecal_dbus_pump_get_last_heard_time (pump) : 0;
  if (was_lost || (!self->known && now_ms () - self->tried_ms > REFRESH_MS))
    thecal_history_source_reload (self);
  else if (heard_ms != self->heard_ms && now_ms () - self->loaded_ms > REFRESH_MS)
    load_shown (self);
  if (thecal_alarm_spans_get_newest (self->spans) != 0)
    ask_log (self, thecal_alarm_spans_get_newest (self->spans), FALSE);
  self->heard_ms = heard_ms;
  emit (self);

  return G_SOURCE_REMOVE;
}

static void
on_changed (ThecalHistorySource *self)
{
  if (self->active && self->coalesce_id == 0)
    self->coalesce_id = g_timeout_add (COALESCE_MS, on_news, self);
}

void
thecal_history_source_set_active (ThecalHistorySource *self, gboolean active)
{
  self->active = active;
  if (active) {
    g_clear_handle_id (&self->coalesce_id, g_source_remove);
    on_news (self);
  } else {
    renew (self);
    g_clear_handle_id (&self->settle_id, g_source_remove);
  }
}

static void
thecal_history_source_dispose (GObject *object)
{
  ThecalHistorySource *self = THECAL_HISTORY_SOURCE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->slow_id, g_source_remove);
  g_clear_handle_id (&self->coalesce_id, g_source_remove);
  g_clear_object (&self->manager);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (thecal_history_source_parent_class)->dispose (object);
}

static void
thecal_history_source_finalize (GObject *object)
{
  ThecalHistorySource *self = THECAL_HISTORY_SOURCE (object);

  thecal_history_data_unref (self->data);
  thecal_alarm_spans_free (self->spans);
  g_array_unref (self->visits);
  g_free (self->pump_id);
  g_free (self->fault);

  G_OBJECT_CLASS (thecal_history_source_parent_class)->finalize (object);
}

static void
thecal_history_source_class_init (ThecalHistorySourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_history_source_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_history_source_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          THECAL_TYPE_HISTORY_SOURCE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
thecal_history_source_init (ThecalHistorySource *self)
{
  self->data = thecal_history_data_new ();
  self->spans = thecal_alarm_spans_new ();
  self->visits = g_array_new (FALSE, FALSE, sizeof (ThecalHistoryMark));
  self->pump_id = g_strdup ("");
  self->cancellable = g_cancellable_new ();
  self->lost = TRUE;
}

ThecalHistorySource *
thecal_history_source_new (ThecalMonitorClient *client)
{
  ThecalHistorySource *self = g_object_new (THECAL_TYPE_HISTORY_SOURCE, NULL);

  self->client = g_object_ref (client);
  g_signal_connect_object (client, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  return self;
}
