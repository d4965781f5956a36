/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/bus.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define CALL_LIMIT_MS 5000
/* what tries every channel, or goes through all that is stored */
#define LONG_LIMIT_MS 60000
#define PAIR_LIMIT_MS 120000

typedef struct {
  GMainLoop *loop;
  GObject *source;
  GAsyncResult *result;
} Answer;

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->source = source != NULL ? g_object_ref (source) : NULL;
  answer->result = g_object_ref (result);
  g_main_loop_quit (answer->loop);
}

static void
answer_wait (Answer *answer)
{
  if (answer->result == NULL)
    g_main_loop_run (answer->loop);
  g_clear_pointer (&answer->loop, g_main_loop_unref);
}

static void
answer_clear (Answer *answer)
{
  g_clear_object (&answer->source);
  g_clear_object (&answer->result);
}

GDBusConnection *
thecal_bus_open (const char *command)
{
  g_autoptr (GError) error = NULL;
  Answer answer = { .loop = g_main_loop_new (NULL, FALSE) };
  GDBusConnection *bus;

  g_bus_get (G_BUS_TYPE_SESSION, NULL, on_answer, &answer);
  answer_wait (&answer);
  bus = g_bus_get_finish (answer.result, &error);
  answer_clear (&answer);
  if (bus == NULL)
    fprintf (stderr, _ ("thecalctl %s: no session bus: %s\n"), command, error->message);

  return bus;
}

static int
limit_of (const char *method)
{
  static const char *const long_methods[] = {
    "RunSelfTest",
    "VerifyAlarmLog",
    "GetReadings",
    NULL,
  };

  if (g_strv_contains (long_methods, method))
    return LONG_LIMIT_MS;

  return g_str_equal (method, "Pair") ? PAIR_LIMIT_MS : CALL_LIMIT_MS;
}

static void
explain (const char *command, GError *error, gboolean *out_bad_input)
{
  g_autofree char *name = g_dbus_error_get_remote_error (error);

  if (out_bad_input != NULL)
    *out_bad_input = g_strcmp0 (name, "org.thecal.Error.InvalidArgument") == 0 ||
                     g_strcmp0 (name, "org.thecal.Error.NotFound") == 0;
  g_dbus_error_strip_remote_error (error);
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER))
    fprintf (stderr,
             _ ("thecalctl %s: Thecal's monitor is not running. Nothing is being watched.\n"),
             command);
  else
    fprintf (stderr, _ ("thecalctl %s: %s\n"), command, error->message);
}

static GVariant *
call (GDBusConnection *bus,
      const char *command,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters,
      gboolean *out_bad_input)
{
  g_autoptr (GError) error = NULL;
  Answer answer = { .loop = g_main_loop_new (NULL, FALSE) };
  GVariant *reply;

  g_dbus_connection_call (bus,
                          THECAL_BUS_NAME,
                          path,
                          interface,
                          method,
                          parameters,
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          limit_of (method),
                          NULL,
                          on_answer,
                          &answer);
  answer_wait (&answer);
  reply = g_dbus_connection_call_finish (bus, answer.result, &error);
  answer_clear (&answer);
  if (reply == NULL)
    explain (command, error, out_bad_input);

  return reply;
}

GVariant *
thecal_bus_call (GDBusConnection *bus,
                 const char *command,
                 const char *path,
                 const char *method,
                 GVariant *parameters,
                 gboolean *out_bad_input)
{
  g_auto (GStrv) parts = g_strsplit (method, ".", 2);
  g_autofree char *interface = g_strconcat (THECAL_BUS_NAME, ".", parts[0], NULL);

  return call (bus, command, path, interface, parts[1], parameters, out_bad_input);
}

GVariant *
thecal_bus_get_objects (GDBusConnection *bus, const char *command)
{
  g_autoptr (GVariant) reply = call (bus,
                                     command,
                                     THECAL_BUS_ROOT,
                                     "org.freedesktop.DBus.ObjectManager",
                                     "GetManagedObjects",
                                     NULL,
                                     NULL);

  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(a{oa{sa{sv}}})")))
    return NULL;

  return g_variant_get_child_value (reply, 0);
}

GPtrArray *
thecal_bus_find (GVariant *objects, const char *interface, GPtrArray *out_paths)
{
  g_autofree char *name = g_strconcat (THECAL_BUS_NAME, ".", interface, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  GVariantIter iter;
  const char *path;
  GVariant *interfaces;

  g_variant_iter_init (&iter, objects);
  while (g_variant_iter_loop (&iter, "{&o@a{sa{sv}}}", &path, &interfaces)) {
    GVariant *properties = g_variant_lookup_value (interfaces, name, G_VARIANT_TYPE_VARDICT);

    if (properties == NULL)
      continue;
    g_ptr_array_add (found, properties);
    if (out_paths != NULL)
      g_ptr_array_add (out_paths, g_strdup (path));
  }

  return found;
}
