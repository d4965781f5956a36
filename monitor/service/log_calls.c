/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/log_calls.h"

#include "error.h"

/* Records in one answer: about 500 octets each, a walkthrough 5000, stay far below what a bus
 * takes. */
#define PAGE_MAX 1000
#define WALKTHROUGHS_MAX 10000

typedef struct {
  ThecalDbusManager *object;         /* owned */
  GDBusMethodInvocation *invocation; /* owned by its answer */
} Call;

static Call *
call_new (ThecalDbusManager *object, GDBusMethodInvocation *invocation)
{
  Call *call = g_new0 (Call, 1);

  call->object = g_object_ref (object);
  call->invocation = invocation;

  return call;
}

static void
call_free (Call *call)
{
  g_object_unref (call->object);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
return_failed (Call *call, const GError *error)
{
  g_dbus_method_invocation_return_error_literal (
      call->invocation, THECAL_ERROR, THECAL_ERROR_FAILED, error->message);
}

/* FALSE: answered with what was expected. */
static gboolean
is_page (GDBusMethodInvocation *invocation, const char *what, guint number, guint most)
{
  if (number >= 1 && number <= most)
    return TRUE;

  g_dbus_method_invocation_return_error (invocation,
                                         THECAL_ERROR,
                                         THECAL_ERROR_INVALID_ARGUMENT,
                                         "%s: %u: expected a number from 1 to %u",
                                         what,
                                         number,
                                         most);
  return FALSE;
}

static void
on_records (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) records =
      thecal_store_read_alarm_log_finish (THECAL_STORE (source), result, &error);

  if (records != NULL)
    thecal_dbus_manager_complete_get_alarm_log (call->object, call->invocation, records);
  else
    return_failed (call, error);
}

static gboolean
handle_get_alarm_log (ThecalDbusManager *object,
                      GDBusMethodInvocation *invocation,
                      guint64 after,
                      gboolean newest,
                      guint most,
                      ThecalMonitor *monitor)
{
  if (is_page (invocation, "most", most, PAGE_MAX))
    thecal_store_read_alarm_log_async (thecal_monitor_get_store (monitor),
                                       after,
                                       newest,
                                       most,
                                       NULL,
                                       on_records,
                                       call_new (object, invocation));

  return TRUE;
}

static void
on_verified (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  guint64 checked, first_bad;

  if (thecal_store_verify_log_finish (THECAL_STORE (source), result, &checked, &first_bad, &error))
    thecal_dbus_manager_complete_verify_alarm_log (
        call->object, call->invocation, checked, first_bad);
  else
    return_failed (call, error);
}

static gboolean
handle_verify_alarm_log (ThecalDbusManager *object,
                         GDBusMethodInvocation *invocation,
                         ThecalMonitor *monitor)
{
  thecal_store_verify_log_async (
      thecal_monitor_get_store (monitor), NULL, on_verified, call_new (object, invocation));

  return TRUE;
}

static void
on_readings (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) readings =
      thecal_store_read_readings_finish (THECAL_STORE (source), result, &error);

  if (readings != NULL)
    thecal_dbus_manager_complete_get_readings (call->object, call->invocation, readings);
  else
    return_failed (call, error);
}

/* Any number may come from the bus; times beyond what microseconds hold are as good as their end.
 */
static gint64
to_us (gint64 time_ms)
{
  return CLAMP (time_ms, G_MININT64 / 1000, G_MAXINT64 / 1000 - 1) * 1000;
}

static gboolean
handle_get_readings (ThecalDbusManager *object,
                     GDBusMethodInvocation *invocation,
                     gint64 from_ms,
                     gint64 to_ms,
                     guint64 after,
                     guint most,
                     ThecalMonitor *monitor)
{
  /* the whole of the last millisecond */
  const ThecalStoreSpan span = { to_us (from_ms), to_us (to_ms) + 999 };

  if (!is_page (invocation, "most", most, PAGE_MAX))
    return TRUE;
  if (from_ms > to_ms)
    g_dbus_method_invocation_return_error_literal (invocation,
                                                   THECAL_ERROR,
                                                   THECAL_ERROR_INVALID_ARGUMENT,
                                                   "to: expected a time not before from");
  else
    thecal_store_read_readings_async (thecal_monitor_get_store (monitor),
                                      &span,
                                      after,
                                      most,
                                      NULL,
                                      on_readings,
                                      call_new (object, invocation));

  return TRUE;
}

static void
on_walkthroughs (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) walkthroughs =
      thecal_store_read_walkthroughs_finish (THECAL_STORE (source), result, &error);

  if (walkthroughs != NULL)
    thecal_dbus_manager_complete_get_walkthroughs (call->object, call->invocation, walkthroughs);
  else
    return_failed (call, error);
}

static gboolean
handle_get_walkthroughs (ThecalDbusManager *object,
                         GDBusMethodInvocation *invocation,
                         guint newest,
                         ThecalMonitor *monitor)
{
  if (is_page (invocation, "newest", newest, WALKTHROUGHS_MAX))
    thecal_store_read_walkthroughs_async (thecal_monitor_get_store (monitor),
                                          newest,
                                          NULL,
                                          on_walkthroughs,
                                          call_new (object, invocation));

  return TRUE;
}

void
thecal_log_calls_connect (ThecalDbusManager *manager, ThecalMonitor *monitor)
{
  g_signal_connect (manager, "handle-get-alarm-log", G_CALLBACK (handle_get_alarm_log), monitor);
  g_signal_connect (
      manager, "handle-verify-alarm-log", G_CALLBACK (handle_verify_alarm_log), monitor);
  g_signal_connect (manager, "handle-get-readings", G_CALLBACK (handle_get_readings), monitor);
  g_signal_connect (
      manager, "handle-get-walkthroughs", G_CALLBACK (handle_get_walkthroughs), monitor);
}
