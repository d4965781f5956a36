/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/wake.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#define LIMIT_S 5
#define LIMIT_MS (LIMIT_S * 1000)

/* Screen savers, each by its bus name, which is its interface too. */
typedef struct {
  const char *name, *path, *method;
  gboolean tells_off; /* its argument says that it shall not be on */
} Saver;

static const Saver savers[] = {
  { "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "SimulateUserActivity", FALSE },
  { "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "SetActive", TRUE },
  { "org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver", "SetActive", TRUE },
  { "org.mate.ScreenSaver", "/org/mate/ScreenSaver", "SimulateUserActivity", FALSE },
  { "org.xfce.ScreenSaver", "/org/xfce/ScreenSaver", "SimulateUserActivity", FALSE },
};

/* What is not there is not started for this; no answer is waited for. */
static void
on_session (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GCancellable) cancellable = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (savers); i++)
    g_dbus_connection_call (bus,
                            savers[i].name,
                            savers[i].path,
                            savers[i].name,
                            savers[i].method,
                            savers[i].tells_off ? g_variant_new ("(b)", FALSE) : NULL,
                            NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START,
                            LIMIT_MS,
                            cancellable,
                            NULL,
                            NULL);
}

/* sway, in its own protocol (sway-ipc(7)): a magic word, length and kind of the message, in the
 * order of this computer, and the message. "dpms" is what 1.7 calls it, and later ones still take.
 */

#define SWAY_MAGIC "i3-ipc"
#define SWAY_RUN_COMMAND 0
#define SWAY_ON "output * dpms on"

typedef struct {
  GSocketConnection *connection; /* owned */
  GCancellable *cancellable;     /* owned */
  char message[sizeof SWAY_MAGIC - 1 + 2 * sizeof (guint32) + sizeof SWAY_ON - 1];
  char answer[64]; /* its beginning, which is enough to know that sway has done it */
} Sway;

static void
sway_free (Sway *self)
{
  g_clear_object (&self->connection);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sway, sway_free)

static void
sway_write_message (Sway *self)
{
  const guint32 head[] = { sizeof SWAY_ON - 1, SWAY_RUN_COMMAND };

  memcpy (self->message, SWAY_MAGIC, sizeof SWAY_MAGIC - 1);
  memcpy (self->message + sizeof SWAY_MAGIC - 1, head, sizeof head);
  memcpy (self->message + sizeof SWAY_MAGIC - 1 + sizeof head, SWAY_ON, sizeof SWAY_ON - 1);
}

static void
on_sway_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sway) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error) < 0)
    g_info ("sway does not wake the display: %s", error->message);
}

/* Whoever hangs up at once is not heard: its answer is waited for. */
static void
on_sway_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sway) self = user_data;
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (self->connection));

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    return;
  g_input_stream_read_async (stream,
                             self->answer,
                             sizeof self->answer,
                             G_PRIORITY_DEFAULT,
                             self->cancellable,
                             on_sway_answer,
                             self);
  g_steal_pointer (&self);
}

static void
on_sway_met (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sway) self = user_data;

  self->connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, NULL);
  if (self->connection == NULL)
    return;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)),
                                   self->message,
                                   sizeof self->message,
                                   G_PRIORITY_DEFAULT,
                                   self->cancellable,
                                   on_sway_asked,
                                   self);
  g_steal_pointer (&self);
}

static void
wake_by_sway (GCancellable *cancellable)
{
  const char *path = g_getenv ("SWAYSOCK");
  g_autoptr (GSocketClient) client = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  Sway *self;

  if (path == NULL || *path == '\0')
    return;
  client = g_socket_client_new ();
  g_socket_client_set_timeout (client, LIMIT_S);
  address = g_unix_socket_address_new (path);
  self = g_new0 (Sway, 1);
  self->cancellable = g_object_ref (cancellable);
  sway_write_message (self);
  g_socket_client_connect_async (
      client, G_SOCKET_CONNECTABLE (address), cancellable, on_sway_met, self);
}

void
thecal_wake_display (GCancellable *cancellable)
{
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_session, g_object_ref (cancellable));
  wake_by_sway (cancellable);
}
