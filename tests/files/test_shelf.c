/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "files/orientation.h"
#include "files/picture.h"
#include "files/shelf.h"

#define LITERAL(text) (const guint8 *) (text), sizeof (text) - 1

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_all (child);
  }
  g_remove (path);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The name in the shelf; NULL where it was refused. */
static char *
add (const char *state, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  thecal_shelf_add_async (state, file, cancellable, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return thecal_shelf_add_finish (result, error);
}

static void
put_segment (GByteArray *out, guint8 marker, const guint8 *data, gsize size)
{
  const guint8 head[] = { 0xff, marker, (guint8) ((size + 2) >> 8), (guint8) (size + 2) };

  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, data, (guint) size);
}

static void
put_chunk (GByteArray *out, const char *type, const guint8 *data, gsize size)
{
  const guint8 length[] = { 0, 0, (guint8) (size >> 8), (guint8) size };

  g_byte_array_append (out, length, sizeof length);
  g_byte_array_append (out, (const guint8 *) type, 4);
  g_byte_array_append (out, data, (guint) size);
  g_byte_array_append (out, LITERAL ("CRC!"));
}

/* As a telephone writes it; @with_more: with all that tells of more than the picture. */
static GByteArray *
jpeg_new (gboolean with_more)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, LITERAL ("\xff\xd8"));
  put_segment (out, 0xe0, LITERAL ("JFIF\0\1\1"));
  if (with_more) {
    put_segment (out, 0xe0, LITERAL ("JFXX\0thumbnail"));
    put_segment (out, 0xe1, LITERAL ("Exif\0\0GPS 40.7 -73.9"));
    put_segment (out, 0xe1, LITERAL ("http://ns.adobe.com/xap/1.0/"));
    put_segment (out, 0xe2, LITERAL ("MPF\0another"));
  }
  put_segment (out, 0xe2, LITERAL ("ICC_PROFILE\0\1\1colours"));
  if (with_more) {
    put_segment (out, 0xed, LITERAL ("Photoshop 3.0\0GPS"));
    put_segment (out, 0xee, LITERAL ("Else\0GPS"));
    put_segment (out, 0xef, LITERAL ("serial GPS"));
    put_segment (out, 0xfe, LITERAL ("a comment: GPS"));
    g_byte_array_append (out, LITERAL ("\xff\xff\xff"));
  }
  put_segment (out, 0xee, LITERAL ("Adobe\0d"));
  put_segment (out, 0xdb, LITERAL ("\0tables"));
  put_segment (out, 0xda, LITERAL ("\1scan"));
  g_byte_array_append (out, LITERAL ("coded\xff\0more\xff\xd0more"));
  put_segment (out, 0xc4, LITERAL ("\0between"));
  put_segment (out, 0xda, LITERAL ("\2scan"));
  g_byte_array_append (out, LITERAL ("coded"));
  g_byte_array_append (out, LITERAL ("\xff\xd9"));
  if (with_more)
    g_byte_array_append (out, LITERAL ("\xff\xd8\xff\xe1 a film behind it, with GPS"));

  return out;
}

static GByteArray *
png_new (gboolean with_more)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, LITERAL ("\x89PNG\r\n\x1a\n"));
  put_chunk (out, "IHDR", LITERAL ("head"));
  put_chunk (out, "iCCP", LITERAL ("colours"));
  if (with_more) {
    put_chunk (out, "eXIf", LITERAL ("GPS 40.7 -73.9"));
    put_chunk (out, "tEXt", LITERAL ("Author\0GPS"));
    put_chunk (out, "iTXt", LITERAL ("XML:com.adobe.xmp\0GPS"));
    put_chunk (out, "zTXt", LITERAL ("x\0GPS"));
    put_chunk (out, "tIME", LITERAL ("GPS"));
    put_chunk (out, "prVt", LITERAL ("GPS"));
  }
  put_chunk (out, "IDAT", LITERAL ("picture"));
  put_chunk (out, "IEND", LITERAL (""));
  if (with_more)
    g_byte_array_append (out, LITERAL ("behind it GPS"));

  return out;
}

static void
assert_stripped (GByteArray *with_more, GByteArray *expected)
{
  g_autoptr (GByteArray) stripped = thecal_picture_strip (with_more->data, with_more->len);
  g_autoptr (GByteArray) again = NULL;

  g_assert_nonnull (stripped);
  g_assert_cmpmem (stripped->data, stripped->len, expected->data, expected->len);
  again = thecal_picture_strip (stripped->data, stripped->len);
  g_assert_cmpmem (again->data, again->len, expected->data, expected->len);
}

/* What the camera says of place and time goes, the picture stays octet for octet. */
static void
test_private (void)
{
  g_autoptr (GByteArray) jpeg = jpeg_new (TRUE);
  g_autoptr (GByteArray) jpeg_alone = jpeg_new (FALSE);
  g_autoptr (GByteArray) png = png_new (TRUE);
  g_autoptr (GByteArray) png_alone = png_new (FALSE);

  assert_stripped (jpeg, jpeg_alone);
  assert_stripped (png, png_alone);
}

/* Of a telephone: place, model and how it was held; the orientation in the middle. */
static GByteArray *
exif_new (gboolean is_big, guint8 orientation)
{
  static const guint8 order_big[] = { 'M', 'M', 0, '*', 0, 0, 0, 8, 0, 3 };
  static const guint8 order_little[] = { 'I', 'I', '*', 0, 8, 0, 0, 0, 3, 0 };
  const guint8 fields_big[] = {
    0x01, 0x0f, 0, 2,           0, 0, 0,    4,    'G', 'P', 'S', 0, 0x01, 0x12, 0, 3, 0, 0,
    0,    1,    0, orientation, 0, 0, 0x88, 0x25, 0,   4,   0,   0, 0,    1,    0, 0, 0, 50,
  };
  const guint8 fields_little[] = {
    0x0f, 0x01, 2,           0, 4, 0, 0,    0,    'G', 'P', 'S', 0, 0x12, 0x01, 3,  0, 1, 0,
    0,    0,    orientation, 0, 0, 0, 0x25, 0x88, 4,   0,   1,   0, 0,    0,    50, 0, 0, 0,
  };
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, LITERAL ("Exif\0\0"));
  g_byte_array_append (out, is_big ? order_big : order_little, sizeof order_big);
  g_byte_array_append (out, is_big ? fields_big : fields_little, sizeof fields_big);
  g_byte_array_append (out, LITERAL ("\0\0\0\0GPS 40.7 -73.9"));

  return out;
}

static GByteArray *
held_new (const guint8 *exif, gsize size)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, LITERAL ("\xff\xd8"));
  if (size > 0)
    put_segment (out, 0xe1, exif, size);
  put_segment (out, 0xda, LITERAL ("\1scan"));
  g_byte_array_append (out, LITERAL ("coded\xff\xd9"));

  return out;
}

/* How it was held is all that stays of the camera's words, and reads the same once more. */
static void
test_orientation (void)
{
  for (guint8 orientation = 0; orientation < 12; orientation++)
    for (int is_big = 0; is_big < 2; is_big++) {
      const gboolean kept = orientation >= 2 && orientation <= 8;
      g_autoptr (GByteArray) exif = exif_new (is_big, orientation);
      g_autoptr (GByteArray) held = held_new (exif->data, exif->len);
      g_autoptr (GByteArray) expected_exif = g_byte_array_new ();
      g_autoptr (GByteArray) expected = NULL;

      g_byte_array_append (expected_exif,
                           LITERAL ("Exif\0\0MM\0*\0\0\0\10\0\1\1\x12\0\3\0\0\0\1\0?\0\0\0\0\0\0"));
      expected_exif->data[25] = orientation;
      expected = held_new (expected_exif->data, kept ? expected_exif->len : 0);
      assert_stripped (held, expected);
    }
}

/* Wherever the camera's words end, nothing is read behind them. */
static void
test_orientation_cut (void)
{
  g_autoptr (GByteArray) exif = exif_new (TRUE, 6);
  g_autoptr (GByteArray) upright = held_new (NULL, 0);
  guint n_found = 0;

  for (guint size = 0; size <= exif->len; size++) {
    g_autofree guint8 *cut = g_memdup2 (exif->data, MAX (size, 1));
    g_autoptr (GByteArray) held = held_new (cut, size);
    g_autoptr (GByteArray) stripped = thecal_picture_strip (held->data, held->len);

    g_assert_cmpint (thecal_orientation_find (cut, size), ==, stripped->len > upright->len ? 6 : 1);
    n_found += stripped->len > upright->len;
  }
  g_assert_cmpuint (n_found, ==, exif->len - 39); /* from where its field is whole */
  memset (exif->data + 10, 0xff, 4);              /* a directory far behind the end */
  g_assert_cmpint (thecal_orientation_find (exif->data, exif->len), ==, 1);
}

/* At whatever octet it ends, it is refused, and nothing is read behind its end. */
static void
test_cut (void)
{
  g_autoptr (GByteArray) jpeg = jpeg_new (FALSE);
  g_autoptr (GByteArray) png = png_new (FALSE);
  GByteArray *const whole[] = { jpeg, png };

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    for (guint size = 0; size < whole[i]->len; size++) {
      g_autofree guint8 *cut = g_memdup2 (whole[i]->data, size);
      g_autoptr (GByteArray) stripped = thecal_picture_strip (cut, size);

      g_assert_null (stripped);
    }
}

static void
assert_mode (const char *path, guint mode)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, mode);
}

/* Known by its content, whatever its name says; only the owner reads it. */
static void
test_kept (void)
{
  g_autofree char *root = g_dir_make_tmp ("thecal-shelf-XXXXXX", NULL);
  g_autofree char *state = g_build_filename (root, "state", NULL);
  g_autofree char *shelf = g_build_filename (state, "shelf", NULL);
  g_autofree char *from = g_build_filename (root, "wound.txt", NULL);
  g_autoptr (GByteArray) jpeg = jpeg_new (TRUE);
  g_autoptr (GByteArray) jpeg_alone = jpeg_new (FALSE);
  g_autoptr (GByteArray) png = png_new (FALSE);
  const struct {
    const guint8 *data;
    gsize size;
    const char *suffix;
    const guint8 *kept;
    gsize n_kept;
  } rows[] = {
    { jpeg->data, jpeg->len, ".jpg", jpeg_alone->data, jpeg_alone->len },
    { png->data, png->len, ".png", png->data, png->len },
    { LITERAL ("%PDF-1.7\nprintout"), ".pdf", LITERAL ("%PDF-1.7\nprintout") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *name = NULL;
    g_autofree char *path = NULL;
    g_autofree char *kept = NULL;
    g_autoptr (GError) error = NULL;
    gsize n_kept;

    g_assert_true (
        g_file_set_contents (from, (const char *) rows[i].data, (gssize) rows[i].size, NULL));
    name = add (state, from, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (g_str_has_suffix (name, rows[i].suffix));
    path = thecal_shelf_get_path (state, name);
    g_assert_true (g_file_get_contents (path, &kept, &n_kept, NULL));
    g_assert_cmpmem (kept, n_kept, rows[i].kept, rows[i].n_kept);
    assert_mode (path, 0600);
    assert_mode (shelf, 0700);
    g_chmod (shelf, 0755); /* is made narrow again by the next */
  }
  remove_all (root);
}

static void
assert_refused (const char *state, const char *from, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = add (state, from, NULL, &error);
  g_autofree char *shelf = g_build_filename (state, "shelf", NULL);

  g_assert_null (name);
  g_assert_nonnull (error);
  if (expected != NULL)
    g_assert_nonnull (strstr (error->message, expected));
  g_assert_false (g_file_test (shelf, G_FILE_TEST_EXISTS));
}

static void
test_refused (void)
{
  g_autofree char *root = g_dir_make_tmp ("thecal-shelf-XXXXXX", NULL);
  g_autofree char *state = g_build_filename (root, "state", NULL);
  g_autofree char *from = g_build_filename (root, "file.jpg", NULL);
  g_autofree char *pipe = g_build_filename (root, "pipe", NULL);
  g_autofree char *large = g_malloc0 (THECAL_SHELF_MAX_BYTES + 1);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *none = NULL;

  assert_refused (state, from, NULL); /* not there */
  assert_refused (state, root, "expected a file");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (state, pipe, "expected a file");
  g_assert_true (g_file_set_contents (from, "", 0, NULL));
  assert_refused (state, from, "PDF, PNG or JPEG");
  g_assert_true (g_file_set_contents (from, "<svg/>", -1, NULL));
  assert_refused (state, from, "PDF, PNG or JPEG");
  memcpy (large, "%PDF-1.7", 8);
  g_assert_true (g_file_set_contents (from, large, THECAL_SHELF_MAX_BYTES + 1, NULL));
  assert_refused (state, from, "at most 20 MiB");
  g_cancellable_cancel (cancelled);
  none = add (state, from, cancelled, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_set_contents (from, large, THECAL_SHELF_MAX_BYTES, NULL));
  g_clear_error (&error);
  none = add (state, from, NULL, &error);
  g_assert_no_error (error);
  remove_all (root);
}

/* No name leads out of the shelf. */
static void
test_names (void)
{
  static const char *const bad[] = {
    "",
    ".",
    "..",
    "../care-plan.ini",
    "/etc/passwd",
    "wound.jpg",
    "../shelf/0d9c0e7a-9d4b-4b1e-8f5a-0a4c8d3f2b11.jpg",
    "0d9c0e7a-9d4b-4b1e-8f5a-0a4c8d3f2b11",
    "0d9c0e7a-9d4b-4b1e-8f5a-0a4c8d3f2b11.jpg/..",
    "0d9c0e7a-9d4b-4b1e-8f5a-0a4c8d3f2b11.svg",
    "0d9c0e7a-9d4b-4b1e-8f5a-0a4c8d3f2b1/.jpg",
  };
  g_autofree char *path =
      thecal_shelf_get_path ("/state", "0d9c0e7a-9d4b-4b1e-8f5a-0a4c8d3f2b11.jpg");

  g_assert_cmpstr (path, ==, "/state/shelf/0d9c0e7a-9d4b-4b1e-8f5a-0a4c8d3f2b11.jpg");
  g_assert_null (thecal_shelf_get_path ("/state", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (thecal_shelf_get_path ("/state", bad[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/shelf/private", test_private);
  g_test_add_func ("/files/shelf/orientation", test_orientation);
  g_test_add_func ("/files/shelf/orientation-cut", test_orientation_cut);
  g_test_add_func ("/files/shelf/cut", test_cut);
  g_test_add_func ("/files/shelf/kept", test_kept);
  g_test_add_func ("/files/shelf/refused", test_refused);
  g_test_add_func ("/files/shelf/names", test_names);

  return g_test_run ();
}
