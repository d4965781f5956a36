/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/relay_lamp.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/hidraw.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define CLASS_FOLDER "/sys/class/hidraw"
#define HID_ID "HID_ID=0003:000016C0:000005DF\n"
#define SWITCH_ON 0xff
#define SWITCH_OFF 0xfd
#define STATE_REPORT 1
#define STATE_OCTET 7
#define REPORT_SIZE 9 /* its number and 8 octets */

struct _ThecalRelayLamp {
  GObject parent_instance;
  char *path; /* nullable: the first one */
  guint number;
  int file; /* -1: not opened */
};

static void lamp_output_init (ThecalLampOutputInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ThecalRelayLamp,
                               thecal_relay_lamp,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (THECAL_TYPE_LAMP_OUTPUT, lamp_output_init))

static void
close_file (ThecalRelayLamp *self)
{
  if (self->file >= 0)
    close (self->file);
  self->file = -1;
}

static gboolean
fail (ThecalRelayLamp *self, const char *what, int code, GError **error)
{
  close_file (self);
  g_set_error (error,
               G_IO_ERROR,
               (gint) g_io_error_from_errno (code),
               "USB relay %u: %s: %s",
               self->number,
               what,
               g_strerror (code));
  return FALSE;
}

/* (transfer full); NULL: there is none. */
static char *
find_path (void)
{
  g_autoptr (GDir) dir = g_dir_open (CLASS_FOLDER, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *uevent = g_build_filename (CLASS_FOLDER, name, "device", "uevent", NULL);
    g_autofree char *text = NULL;

    if (g_file_get_contents (uevent, &text, NULL, NULL) && strstr (text, HID_ID) != NULL)
      return g_build_filename ("/dev", name, NULL);
  }

  return NULL;
}

static gboolean
open_file (ThecalRelayLamp *self, GError **error)
{
  g_autofree char *found = self->path == NULL ? find_path () : g_strdup (self->path);

  if (self->file >= 0)
    return TRUE;
  if (found == NULL)
    return fail (self, "none is plugged in", ENODEV, error);
  self->file = g_open (found, O_RDWR | O_CLOEXEC | O_NONBLOCK, 0);
  if (self->file < 0)
    return fail (self, found, errno, error);

  return TRUE;
}

static gboolean
thecal_relay_lamp_set (ThecalLampOutput *output, gboolean on, GError **error)
{
  ThecalRelayLamp *self = THECAL_RELAY_LAMP (output);
  guint8 order[REPORT_SIZE] = { 0, on ? SWITCH_ON : SWITCH_OFF, (guint8) self->number };
  guint8 state[REPORT_SIZE] = { STATE_REPORT };
  gboolean is_on;

  if (!open_file (self, error))
    return FALSE;
  if (ioctl (self->file, HIDIOCSFEATURE (sizeof order), order) < 0)
    return fail (self, "it cannot be switched", errno, error);
  if (ioctl (self->file, HIDIOCGFEATURE (sizeof state), state) <= STATE_OCTET)
    return fail (self, "it cannot be read back", errno != 0 ? errno : EIO, error);
  is_on = (state[STATE_OCTET] >> (self->number - 1) & 1) != 0;
  if (is_on != on)
    return fail (self, "it did not switch", EIO, error);

  return TRUE;
}

static void
thecal_relay_lamp_finalize (GObject *object)
{
  ThecalRelayLamp *self = THECAL_RELAY_LAMP (object);

  close_file (self);
  g_free (self->path);
  G_OBJECT_CLASS (thecal_relay_lamp_parent_class)->finalize (object);
}

static void
lamp_output_init (ThecalLampOutputInterface *iface)
{
  iface->set = thecal_relay_lamp_set;
}

static void
thecal_relay_lamp_class_init (ThecalRelayLampClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_relay_lamp_finalize;
}

static void
thecal_relay_lamp_init (ThecalRelayLamp *self)
{
  self->file = -1;
}

ThecalLampOutput *
thecal_relay_lamp_new (const char *path, guint number)
{
  ThecalRelayLamp *self = g_object_new (THECAL_TYPE_RELAY_LAMP, NULL);

  self->path = g_strdup (path);
  self->number = number;
  return THECAL_LAMP_OUTPUT (self);
}
