/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MODE_FILE 0600
#define MODE_FOLDER 0700

static void
set_errno_error (GError **error, const char *path, int code)
{
  g_set_error (
      error, G_IO_ERROR, (gint) g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
}

static char *
read_all (int file, const char *path, gsize size, gsize *out_size, GError **error)
{
  g_autofree char *text = g_malloc (size + 1);
  gsize n_read = 0;

  while (n_read < size) {
    const gssize n = read (file, text + n_read, size - n_read);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      set_errno_error (error, path, errno);
      return NULL;
    }
    if (n == 0)
      break; /* cut meanwhile */
    n_read += (gsize) n;
  }
  text[n_read] = '\0';
  if (out_size != NULL)
    *out_size = n_read;

  return g_steal_pointer (&text);
}

char *
thecal_disk_read (const char *path, gsize *out_size, GError **error)
{
  /* the opening of a pipe must not wait for who writes into it */
  const int file = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  char *text = NULL;
  GStatBuf status;

  if (file < 0) {
    set_errno_error (error, path, errno);
    return NULL;
  }
  if (fstat (file, &status) != 0)
    set_errno_error (error, path, errno);
  else if (!S_ISREG (status.st_mode) || status.st_size > THECAL_FILE_SIZE_MOST)
    g_set_error (
        error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: expected a file of at most 1 MiB", path);
  else
    text = read_all (file, path, (gsize) status.st_size, out_size, error);
  close (file);

  return text;
}

gboolean
thecal_disk_write (const char *path, const char *text, gsize size, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  char *real = realpath (path, NULL);
  const char *target = real != NULL ? real : path;
  gboolean written;

  if (g_mkdir_with_parents (folder, MODE_FOLDER) != 0) {
    set_errno_error (error, folder, errno);
    free (real);
    return FALSE;
  }
  written = g_file_set_contents_full (target,
                                      text,
                                      (gssize) size,
                                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                      MODE_FILE,
                                      error);
  free (real);

  return written;
}
