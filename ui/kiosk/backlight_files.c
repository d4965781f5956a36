/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/backlight_files.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

#define LINE_SIZE 32 /* longer than a type or a number */

static const char *const types[] = { "firmware", "platform", "raw" };

void
thecal_backlight_device_free (ThecalBacklightDevice *self)
{
  g_free (self->name);
  g_free (self);
}

/* The first line, or what there is of it. (transfer full); NULL: it cannot be read. */
static char *
read_line (const char *folder, const char *name, const char *file)
{
  g_autofree char *path = g_build_filename (folder, name, file, NULL);
  const int descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  char text[LINE_SIZE];
  gssize size;

  if (descriptor < 0)
    return NULL;
  size = read (descriptor, text, sizeof text - 1);
  close (descriptor);
  if (size <= 0)
    return NULL;
  text[size] = '\0';

  return g_strdup (g_strstrip (text));
}

/* The less the better; as many as there are types where it is none. */
static gsize
rank_of (const char *folder, const char *name)
{
  g_autofree char *type = read_line (folder, name, "type");
  gsize rank = 0;

  while (rank < G_N_ELEMENTS (types) && g_strcmp0 (type, types[rank]) != 0)
    rank++;

  return rank;
}

static gboolean
read_max (const char *folder, const char *name, guint *out_max)
{
  g_autofree char *text = read_line (folder, name, "max_brightness");
  guint64 max;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &max, NULL))
    return FALSE;
  *out_max = (guint) max;

  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const ThecalBacklightDevice *one = *(ThecalBacklightDevice *const *) a;
  const ThecalBacklightDevice *two = *(ThecalBacklightDevice *const *) b;

  return g_strcmp0 (one->name, two->name);
}

GPtrArray *
thecal_backlight_files_find (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_backlight_device_free);
  gsize best = G_N_ELEMENTS (types);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    const gsize rank = rank_of (folder, name);
    ThecalBacklightDevice *device;
    guint max;

    if (rank >= G_N_ELEMENTS (types) || rank > best || !read_max (folder, name, &max))
      continue;
    if (rank < best)
      g_ptr_array_set_size (found, 0);
    best = rank;
    device = g_new0 (ThecalBacklightDevice, 1);
    device->name = g_strdup (name);
    device->max = max;
    g_ptr_array_add (found, device);
  }
  g_ptr_array_sort (found, compare);

  return found;
}

gboolean
thecal_backlight_files_write (const char *folder, const char *name, guint raw, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, "brightness", NULL);
  g_autofree char *text = g_strdup_printf ("%u\n", raw);
  const gssize size = (gssize) strlen (text);
  const int descriptor = open (path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NONBLOCK);
  gssize written = -1;
  int code;

  if (descriptor >= 0)
    written = write (descriptor, text, (gsize) size);
  code = errno;
  if (descriptor >= 0)
    close (descriptor);
  if (written == size)
    return TRUE;
  g_set_error (error,
               G_IO_ERROR,
               written < 0 ? g_io_error_from_errno (code) : G_IO_ERROR_FAILED,
               "%s: %s",
               path,
               written < 0 ? g_strerror (code) : "written in part");

  return FALSE;
}
