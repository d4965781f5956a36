/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/long_calls.h"

#include "error.h"
#include "service/objects.h"

#define LOG_MOST_MAX 10000

typedef struct {
  ThecalDbusManager *object;         /* owned */
  ThecalMonitor *monitor;            /* owned */
  GDBusMethodInvocation *invocation; /* owned by its answer */
} Call;

static Call *
call_new (ThecalDbusManager *object, ThecalMonitor *monitor, GDBusMethodInvocation *invocation)
{
  Call *call = g_new0 (Call, 1);

  call->object = g_object_ref (object);
  call->monitor = g_object_ref (monitor);
  call->invocation = invocation;

  return call;
}

static void
call_free (Call *call)
{
  g_object_unref (call->object);
  g_object_unref (call->monitor);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
on_self_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;

  thecal_signaller_self_test_finish (THECAL_SIGNALLER (source), result, NULL);
  thecal_dbus_manager_complete_run_self_test (
      call->object, call->invocation, thecal_tests_to_variant (call->monitor));
}

static void
on_store_tested (gboolean stored, gpointer user_data)
{
  Call *call = user_data;
  ThecalSignaller *signaller = thecal_monitor_get_signaller (call->monitor);

  thecal_monitor_take_test (
      call->monitor, "store", stored, stored ? "" : "a write did not succeed");
  if (signaller != NULL)
    thecal_signaller_self_test_async (signaller, NULL, on_self_tested, call);
  else {
    thecal_dbus_manager_complete_run_self_test (
        call->object, call->invocation, thecal_tests_to_variant (call->monitor));
    call_free (call);
  }
}

gboolean
thecal_handle_run_self_test (ThecalDbusManager *object,
                             GDBusMethodInvocation *invocation,
                             ThecalMonitor *monitor)
{
  thecal_event_sink_when_stored (
      THECAL_EVENT_SINK (monitor), on_store_tested, call_new (object, monitor, invocation));

  return TRUE;
}

static void
on_log_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) records =
      thecal_store_read_log_finish (THECAL_STORE (source), result, &error);

  if (records != NULL)
    thecal_dbus_manager_complete_get_log (call->object, call->invocation, records);
  else
    g_dbus_method_invocation_return_error_literal (
        call->invocation, THECAL_ERROR, THECAL_ERROR_FAILED, error->message);
}

gboolean
thecal_handle_get_log (ThecalDbusManager *object,
                       GDBusMethodInvocation *invocation,
                       guint most,
                       ThecalMonitor *monitor)
{
  thecal_store_read_log_async (thecal_monitor_get_store (monitor),
                               MIN (most, LOG_MOST_MAX),
                               NULL,
                               on_log_read,
                               call_new (object, monitor, invocation));

  return TRUE;
}
