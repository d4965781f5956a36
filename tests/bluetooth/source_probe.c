/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* The Bluetooth source with a sink that prints every event as one line. On stdin: "hold" and
 * "release" the storing, "fail" it, "list", "pair ADDRESS", "passkey NUMBER", "same", "quit". */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <gio/gunixinputstream.h>

#include "bluetooth/bluetooth_source.h"

typedef struct {
  void (*done) (gboolean stored, gpointer user_data);
  gpointer user_data;
} Waiting;

#define TEST_TYPE_SINK (test_sink_get_type ())
G_DECLARE_FINAL_TYPE (TestSink, test_sink, TEST, SINK, GObject)

struct _TestSink {
  GObject parent_instance;
  guint n_pumps;
  gboolean hold, fail;
  GQueue waiting; /* of Waiting */
};

static void
line (const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  printf ("%s\n", text);
  fflush (stdout);
}

static guint
test_sink_ensure_pump (ThecalEventSink *sink, const char *id, const char *name, gboolean bluetooth)
{
  TestSink *self = TEST_SINK (sink);
  line ("pump %u %s %s", ++self->n_pumps, id, name);
  return self->n_pumps;
}

static void
print_status (const ThecalEvent *event)
{
  const ThecalStatusReport *status = &event->status;
  line ("status %u present=%#x reservoir=%.2f therapy=%s source=%s age_min=%d",
        event->unit,
        status->present,
        status->values[THECAL_FIELD_RESERVOIR_ML],
        thecal_therapy_to_string (status->therapy),
        thecal_source_to_string (status->source),
        (int) (status->age_us / THECAL_MINUTE_US));
}

static void
test_sink_post (ThecalEventSink *sink, const ThecalEvent *event)
{
  static const char *const states[] = { "pending", "confirmed", "cleared" };

  if (event->type == THECAL_EVENT_STATUS)
    print_status (event);
  else if (event->type == THECAL_EVENT_PUMP_EVENT)
    line ("event %u %s %s instance=%u",
          event->unit,
          thecal_pump_event_to_string (event->pump_event.type),
          states[event->pump_event.state],
          event->pump_event.instance_id);
  else if (event->type == THECAL_EVENT_LINK)
    line ("link %u %s", event->unit, event->link.up ? "up" : "down");
  else if (event->type == THECAL_EVENT_UNTRUSTED)
    line ("untrusted %u %s", event->unit, event->untrusted.reason);
  else if (event->type == THECAL_EVENT_SELF_TEST)
    line ("self-test %s %s", event->self_test.channel, event->self_test.ok ? "ok" : "failed");
}

static gboolean
store_waiting (gpointer user_data)
{
  TestSink *self = user_data;
  Waiting *waiting = NULL;

  while (!self->hold && (waiting = g_queue_pop_head (&self->waiting)) != NULL) {
    line (self->fail ? "not-stored" : "stored");
    waiting->done (!self->fail, waiting->user_data);
    g_free (waiting);
  }
  return G_SOURCE_REMOVE;
}

static void
test_sink_when_stored (ThecalEventSink *sink,
                       void (*done) (gboolean stored, gpointer user_data),
                       gpointer user_data)
{
  TestSink *self = TEST_SINK (sink);
  Waiting *waiting = g_new0 (Waiting, 1);
  waiting->done = done;
  waiting->user_data = user_data;
  g_queue_push_tail (&self->waiting, waiting);
  line ("when-stored");
  g_idle_add (store_waiting, self);
}

static void
sink_interface_init (ThecalEventSinkInterface *iface)
{
  iface->ensure_pump = test_sink_ensure_pump;
  iface->post = test_sink_post;
  iface->when_stored = test_sink_when_stored;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSink,
                               test_sink,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (THECAL_TYPE_EVENT_SINK, sink_interface_init))

static void
test_sink_init (TestSink *self)
{
  g_queue_init (&self->waiting);
}

static void
test_sink_class_init (TestSinkClass *klass)
{
}

typedef struct {
  GMainLoop *loop;
  TestSink *sink;
  ThecalBluetoothSource *source;
  guint request;
} Probe;

static void
request_passkey (guint request, gpointer user_data)
{
  ((Probe *) user_data)->request = request;
  line ("request-passkey");
}

static void
confirm_passkey (guint request, guint32 passkey, gpointer user_data)
{
  ((Probe *) user_data)->request = request;
  line ("confirm-passkey %06u", passkey);
}

static void
display_passkey (guint32 passkey, gpointer user_data)
{
  line ("display-passkey %06u", passkey);
}

static void
on_paired (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
      thecal_bluetooth_source_pair_finish (THECAL_BLUETOOTH_SOURCE (source), result, &error);
  line (id != NULL ? "paired %s" : "not-paired %s", id != NULL ? id : error->message);
}

static void
list_devices (Probe *self)
{
  g_autoptr (GVariant) devices =
      g_variant_ref_sink (thecal_bluetooth_source_list_devices (self->source));
  g_autofree char *text = g_variant_print (devices, FALSE);
  line ("devices %s", text);
}

static void
handle_command (Probe *self, const char *command)
{
  const ThecalPairingPrompts prompts = {
    request_passkey,
    confirm_passkey,
    display_passkey,
    self,
  };
  if (g_str_equal (command, "hold"))
    self->sink->hold = TRUE;
  else if (g_str_equal (command, "release"))
    self->sink->hold = FALSE;
  else if (g_str_equal (command, "fail"))
    self->sink->fail = TRUE;
  else if (g_str_equal (command, "list"))
    list_devices (self);
  else if (g_str_equal (command, "quit"))
    g_main_loop_quit (self->loop);
  else if (g_str_equal (command, "same"))
    thecal_bluetooth_source_reply_confirm (self->source, self->request, TRUE);
  else if (g_str_has_prefix (command, "passkey "))
    thecal_bluetooth_source_reply_passkey (
        self->source, self->request, (guint32) g_ascii_strtoull (command + 8, NULL, 10));
  else if (g_str_has_prefix (command, "pair "))
    thecal_bluetooth_source_pair_async (self->source, command + 5, &prompts, NULL, on_paired, self);
  store_waiting (self->sink);
}

static void
on_line (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  Probe *self = user_data;
  g_autofree char *command =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (stream), result, NULL, NULL);
  if (command == NULL) {
    g_main_loop_quit (self->loop);
    return;
  }
  handle_command (self, command);
  g_data_input_stream_read_line_async (
      G_DATA_INPUT_STREAM (stream), G_PRIORITY_DEFAULT, NULL, on_line, self);
}

static void
on_state (ThecalBluetoothSource *source, GParamSpec *pspec, gpointer user_data)
{
  line ("state %s", thecal_bluetooth_source_get_state (source));
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (TestSink) sink = g_object_new (TEST_TYPE_SINK, NULL);
  g_autoptr (ThecalBluetoothSource) source =
      thecal_bluetooth_source_new (THECAL_EVENT_SINK (sink), NULL);
  g_autoptr (GInputStream) input = g_unix_input_stream_new (0, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);
  Probe probe = { .loop = loop, .sink = sink, .source = source };

  g_signal_connect (source, "notify::state", G_CALLBACK (on_state), NULL);
  thecal_bluetooth_source_start (source);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, on_line, &probe);
  g_main_loop_run (loop);
  thecal_bluetooth_source_stop (source);
  return 0;
}
