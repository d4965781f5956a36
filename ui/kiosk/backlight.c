/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/backlight.h"

#include "kiosk/backlight_files.h"
#include "kiosk/dim.h"

#define FOLDER "/sys/class/backlight"
#define LOGIND "org.freedesktop.login1"
#define OWN_SESSION "/org/freedesktop/login1/session/auto"
#define LIMIT_MS 5000
#define END_LIMIT_MS 1000

struct _ThecalBacklight {
  GObject parent_instance;
  GCancellable *cancellable;
  char *folder;               /* NULL: none is used */
  int wanted;                 /* percent */
  gboolean busy, again;       /* the files are written, or logind is looked for; and once more */
  guint n_asked;              /* calls of logind that were not answered yet */
  ThecalBacklightState state; /* of what was written last */
  gboolean told;              /* why it is not set */
  gboolean ended;             /* nothing is taken any more */
  GApplication *held;         /* owned, until the last is written; nullable */
  guint end_id;
};

G_DEFINE_FINAL_TYPE (ThecalBacklight, thecal_backlight, G_TYPE_OBJECT)

/* What a thread does, and what is left of it to logind. */
typedef struct {
  char *folder;
  int percent;
  guint n_devices;
  GPtrArray *refused; /* ThecalBacklightDevice, those that it could not write */
  char *why;          /* nullable */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_clear_pointer (&self->refused, g_ptr_array_unref);
  g_free (self->folder);
  g_free (self->why);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static void begin (ThecalBacklight *self);

/* The end. */

static void
let_go (ThecalBacklight *self)
{
  g_autoptr (GApplication) held = g_steal_pointer (&self->held);

  g_clear_handle_id (&self->end_id, g_source_remove);
  if (held != NULL)
    g_application_release (held);
}

static gboolean
on_end_limit (gpointer user_data)
{
  ThecalBacklight *self = user_data;

  self->end_id = 0;
  let_go (self);

  return G_SOURCE_REMOVE;
}

/* One thing at a time, so that the last one wins. */
static void
next (ThecalBacklight *self)
{
  self->busy = FALSE;
  if (self->again)
    begin (self);
  else if (self->n_asked == 0)
    let_go (self);
}

static void
note (ThecalBacklight *self, ThecalBacklightState state, const char *why)
{
  self->state = state;
  if (state == THECAL_BACKLIGHT_SET || self->told)
    return;
  self->told = TRUE;
  g_message ("the brightness of the screen is left as it is: %s", why);
}

/* logind. Calls of one connection are taken in their order. */

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalBacklight) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  self->n_asked--;
  if (reply != NULL)
    note (self, THECAL_BACKLIGHT_SET, NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    note (self, THECAL_BACKLIGHT_REFUSED, error->message);
  if (!self->busy && self->n_asked == 0)
    let_go (self);
}

static void
ask (ThecalBacklight *self, GDBusConnection *bus, const Work *work)
{
  for (guint i = 0; i < work->refused->len; i++) {
    const ThecalBacklightDevice *device = g_ptr_array_index (work->refused, i);
    const guint raw = thecal_dim_get_raw (work->percent, device->max);

    self->n_asked++;
    g_dbus_connection_call (bus,
                            LOGIND,
                            OWN_SESSION,
                            LOGIND ".Session",
                            "SetBrightness",
                            g_variant_new ("(ssu)", "backlight", device->name, raw),
                            NULL,
                            G_DBUS_CALL_FLAGS_NONE,
                            LIMIT_MS,
                            self->cancellable,
                            on_answer,
                            g_object_ref (self));
  }
}

typedef struct {
  ThecalBacklight *self; /* owned */
  Work *work;            /* owned */
} Request;

static void
on_bus (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Request *request = user_data;
  g_autoptr (ThecalBacklight) self = request->self;
  g_autoptr (Work) work = request->work;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus != NULL)
    ask (self, bus, work);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    note (self, THECAL_BACKLIGHT_REFUSED, work->why);
  next (self);
}

/* The files. */

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Work *asked = data;
  g_autoptr (GPtrArray) devices = thecal_backlight_files_find (asked->folder);
  Work *work = g_new0 (Work, 1);

  work->percent = asked->percent;
  work->n_devices = devices->len;
  work->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_backlight_device_free);
  while (devices->len > 0) {
    ThecalBacklightDevice *device = g_ptr_array_steal_index (devices, 0);
    const guint raw = thecal_dim_get_raw (work->percent, device->max);
    g_autoptr (GError) error = NULL;

    if (thecal_backlight_files_write (asked->folder, device->name, raw, &error)) {
      thecal_backlight_device_free (device);
      continue;
    }
    g_ptr_array_add (work->refused, device);
    if (work->why == NULL)
      work->why = g_strdup (error->message);
  }
  g_task_return_pointer (task, work, work_free);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ThecalBacklight *self = THECAL_BACKLIGHT (source);
  g_autoptr (Work) work = g_task_propagate_pointer (G_TASK (result), NULL);
  Request *request;

  if (work == NULL || work->refused->len == 0) {
    if (work != NULL && work->n_devices > 0)
      note (self, THECAL_BACKLIGHT_SET, NULL);
    else if (work != NULL)
      note (self, THECAL_BACKLIGHT_NONE, "there is no backlight");
    next (self);
    return;
  }
  request = g_new (Request, 1);
  request->self = g_object_ref (self);
  request->work = g_steal_pointer (&work);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_bus, request);
}

static void
begin (ThecalBacklight *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_written, NULL);
  Work *work = g_new0 (Work, 1);

  self->busy = TRUE;
  self->again = FALSE;
  work->folder = g_strdup (self->folder);
  work->percent = self->wanted;
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, write_in_thread);
}

void
thecal_backlight_set (ThecalBacklight *self, int percent)
{
  if (self->folder == NULL || self->ended)
    return;
  self->wanted = percent;
  if (self->busy)
    self->again = TRUE;
  else
    begin (self);
}

void
thecal_backlight_end (ThecalBacklight *self, int percent, GApplication *application)
{
  if (self->folder == NULL || self->ended)
    return;
  thecal_backlight_set (self, percent);
  self->ended = TRUE;
  self->held = g_object_ref (application);
  g_application_hold (application);
  self->end_id = g_timeout_add (END_LIMIT_MS, on_end_limit, self);
}

ThecalBacklightState
thecal_backlight_get_state (ThecalBacklight *self)
{
  return self->state;
}

/* Object. */

static void
thecal_backlight_dispose (GObject *object)
{
  ThecalBacklight *self = THECAL_BACKLIGHT (object);

  g_cancellable_cancel (self->cancellable);
  let_go (self);
  G_OBJECT_CLASS (thecal_backlight_parent_class)->dispose (object);
}

static void
thecal_backlight_finalize (GObject *object)
{
  ThecalBacklight *self = THECAL_BACKLIGHT (object);

  g_object_unref (self->cancellable);
  g_free (self->folder);
  G_OBJECT_CLASS (thecal_backlight_parent_class)->finalize (object);
}

static void
thecal_backlight_class_init (ThecalBacklightClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_backlight_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_backlight_finalize;
}

static void
thecal_backlight_init (ThecalBacklight *self)
{
  const char *named = g_getenv ("THECAL_BACKLIGHT");
  const gboolean usual = named == NULL || *named == '\0';

  self->cancellable = g_cancellable_new ();
  if (g_strcmp0 (named, "none") != 0)
    self->folder = g_strdup (usual ? FOLDER : named);
}

ThecalBacklight *
thecal_backlight_new (void)
{
  return g_object_new (THECAL_TYPE_BACKLIGHT, NULL);
}
