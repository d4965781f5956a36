/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/backlight_files.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

typedef struct {
  char *folder;
} Fixture;

static void
put (const char *folder, const char *name, const char *file, const char *text)
{
  g_autofree char *device = g_build_filename (folder, name, NULL);
  g_autofree char *path = g_build_filename (device, file, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (device, 0700);
  if (text != NULL && !g_file_set_contents (path, text, -1, &error))
    g_error ("%s", error->message);
}

static void
put_device (const char *folder, const char *name, const char *type, const char *max)
{
  put (folder, name, "type", type);
  put (folder, name, "max_brightness", max);
  put (folder, name, "brightness", "7\n");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("thecal-backlight-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *below = g_build_filename (path, name, NULL);

    remove_all (below);
  }
  g_remove (path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_all (self->folder);
  g_free (self->folder);
}

/* As in "a:255 b:10". */
static void
assert_found (const char *folder, const char *expected)
{
  g_autoptr (GPtrArray) devices = thecal_backlight_files_find (folder);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < devices->len; i++) {
    const ThecalBacklightDevice *device = g_ptr_array_index (devices, i);

    g_string_append_printf (found, "%s%s:%u", i > 0 ? " " : "", device->name, device->max);
  }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_find (Fixture *self, gconstpointer data)
{
  assert_found ("/proc/none", "");
  assert_found (self->folder, "");
  put_device (self->folder, "intel_backlight", "raw\n", "96000\n");
  assert_found (self->folder, "intel_backlight:96000");
  /* of one type all, by name */
  put_device (self->folder, "amdgpu_bl0", "raw\n", "255\n");
  assert_found (self->folder, "amdgpu_bl0:255 intel_backlight:96000");
  put_device (self->folder, "panel", "platform\n", "15\n");
  assert_found (self->folder, "panel:15");
  put_device (self->folder, "acpi_video0", "firmware\n", "10\n");
  assert_found (self->folder, "acpi_video0:10");
}

/* What is no device does not hide one. */
static void
test_find_none (Fixture *self, gconstpointer data)
{
  static const char *const wrong[] = { "", "0\n", "-1\n", "4294967296\n", "many\n", "10 20\n" };

  put_device (self->folder, "0-good", "raw\n", "4294967295\n");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    put_device (self->folder, "wrong", "firmware\n", wrong[i]);
    assert_found (self->folder, "0-good:4294967295");
  }
  put_device (self->folder, "wrong", "magic\n", "10\n");
  put_device (self->folder, "longer", "firmware and so much more than any line may have\n", "10\n");
  put (self->folder, "empty", "type", NULL);
  put (self->folder, "half", "type", "firmware\n");
  assert_found (self->folder, "0-good:4294967295");
}

static void
test_write (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "panel", "brightness", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  put_device (self->folder, "panel", "raw\n", "200\n");
  g_assert_true (thecal_backlight_files_write (self->folder, "panel", 123, &error));
  g_assert_no_error (error);
  g_assert_true (thecal_backlight_files_write (self->folder, "panel", 40, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "40\n");
  /* one that is gone is not made anew */
  g_assert_false (thecal_backlight_files_write (self->folder, "gone", 40, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_remove (path);
  g_assert_false (thecal_backlight_files_write (self->folder, "panel", 40, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  /* nor does what is no file stop it */
  g_mkdir (path, 0700);
  g_assert_false (thecal_backlight_files_write (self->folder, "panel", 40, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/kiosk/backlight/find", Fixture, NULL, set_up, test_find, tear_down);
  g_test_add ("/kiosk/backlight/find-none", Fixture, NULL, set_up, test_find_none, tear_down);
  g_test_add ("/kiosk/backlight/write", Fixture, NULL, set_up, test_write, tear_down);

  return g_test_run ();
}
