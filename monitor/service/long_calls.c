/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/long_calls.h"

#include "error.h"
#include "self_test.h"
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

  thecal_self_test_run_finish (call->monitor, result, NULL);
  thecal_dbus_manager_complete_run_self_test (
      call->object, call->invocation, thecal_tests_to_variant (call->monitor));
}

gboolean
thecal_handle_run_self_test (ThecalDbusManager *object,
                             GDBusMethodInvocation *invocation,
                             ThecalMonitor *monitor)
{
  thecal_self_test_run_async (
      monitor, TRUE, NULL, on_self_tested, call_new (object, monitor, invocation));

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
