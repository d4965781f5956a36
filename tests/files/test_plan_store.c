/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "files/plan_copy.h"
#include "files/plan_edit.h"
#include "files/plan_store.h"

/* The plan changes whole or not at all, and what it said before is kept. */

#define GOOD "# by hand\n[person]\nName=Theo\n\n[pump]\nCapacityMl=20\n"

typedef struct {
  char *root, *path, *state;
} Folders;

static void
set_up (Folders *self, gconstpointer data)
{
  self->root = g_dir_make_tmp ("thecal-store-XXXXXX", NULL);
  g_assert_nonnull (self->root);
  self->path = g_build_filename (self->root, "thecal", "care-plan.ini", NULL);
  self->state = g_build_filename (self->root, "state", NULL);
}

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
tear_down (Folders *self, gconstpointer data)
{
  remove_all (self->root);
  g_free (self->root);
  g_free (self->path);
  g_free (self->state);
}

static void
replace (Folders *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  thecal_plan_store_replace (self->path, self->state, text, &error);
  g_assert_no_error (error);
}

static void
assert_text (const char *path, const char *text)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
}

static guint
mode_of (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

static void
test_replace (Folders *self, gconstpointer data)
{
  g_auto (GStrv) versions = NULL;

  replace (self, GOOD);
  assert_text (self->path, GOOD);
  g_assert_cmpuint (mode_of (self->path), ==, 0600);
  replace (self, GOOD); /* the same leaves no version */
  replace (self, "[person]\nName=Ada\n");
  replace (self, "[person]\nName=Ann\n");
  versions = thecal_plan_store_list_versions (self->path, self->state);
  g_assert_cmpuint (g_strv_length (versions), ==, 2);
  assert_text (versions[0], "[person]\nName=Ada\n");
  assert_text (versions[1], GOOD);
  g_assert_cmpuint (mode_of (versions[0]), ==, 0600);
}

/* Many within one second keep their order. */
static void
test_versions (Folders *self, gconstpointer data)
{
  g_auto (GStrv) versions = NULL;
  g_auto (GStrv) others = NULL;
  g_autofree char *other = g_build_filename (self->root, "other", "care-plan.ini", NULL);

  for (int i = 0; i <= 60; i++) {
    g_autofree char *text = g_strdup_printf ("[person]\nName=%d\n", i);

    replace (self, text);
  }
  versions = thecal_plan_store_list_versions (self->path, self->state);
  g_assert_cmpuint (g_strv_length (versions), ==, 60);
  for (int i = 0; i < 60; i++) {
    g_autofree char *text = g_strdup_printf ("[person]\nName=%d\n", 59 - i);

    assert_text (versions[i], text);
  }
  /* another person's file of the same name has its own */
  others = thecal_plan_store_list_versions (other, self->state);
  g_assert_cmpuint (g_strv_length (others), ==, 0);
}

static void
test_set (Folders *self, gconstpointer data)
{
  static const ThecalPlanValue values[] = {
    { "person", "Name", "Theo Example" }, { "pump", "CapacityMl", NULL },
    { "flex", "Step1", "00:00 200" },     { "emergency", "Address", "14 Lakeside Road\nback door" },
    { "own notes", "Colour", "blue" },
  };
  g_autoptr (GError) error = NULL;

  replace (self, GOOD);
  thecal_plan_store_set (self->path, self->state, values, G_N_ELEMENTS (values), &error);
  g_assert_no_error (error);
  assert_text (self->path,
               "# by hand\n[person]\nName=Theo Example\n\n\n[flex]\nStep1=00:00 200\n\n"
               "[emergency]\nAddress=14 Lakeside Road\\nback door\n\n[own notes]\nColour=blue\n");
}

/* Of several values one is wrong: none is taken. */
static void
test_refused (Folders *self, gconstpointer data)
{
  static const struct {
    ThecalPlanValue values[2];
    GIOErrorEnum code;
    const char *expected;
  } rows[] = {
    { { { "person", "Name", "Ada" }, { "reservoir", "VolumeMl", "20.1" } },
      G_IO_ERROR_INVALID_DATA,
      "care-plan.ini:9: [reservoir] VolumeMl: expected no more than [pump] CapacityMl" },
    { { { "person", "Name", "Ada" }, { "thresholds", "FeverC", "101.4" } },
      G_IO_ERROR_INVALID_DATA,
      "[thresholds] FeverC" },
    { { { "person", "Name", "Ada" }, { "emergency", "Number=1\nAddress", "x" } },
      G_IO_ERROR_INVALID_ARGUMENT,
      "expected names" },
    { { { "person", "Name", "Ada" }, { "contact a]\n[x", "Role", "caregiver" } },
      G_IO_ERROR_INVALID_ARGUMENT,
      "expected names" },
    { { { "person", "Name", "\xff" }, { "pump", "Model", "" } },
      G_IO_ERROR_INVALID_ARGUMENT,
      "[person] Name: expected names" },
    { { { "person", "Name", NULL }, { "pump", "CapacityMl", NULL } },
      G_IO_ERROR_INVALID_DATA,
      NULL }, /* a comment is left: taken */
  };

  replace (self, GOOD);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    const gboolean taken =
        thecal_plan_store_set (self->path, self->state, rows[i].values, 2, &error);

    if (rows[i].expected == NULL) {
      g_assert_true (taken);
      assert_text (self->path, "# by hand\n\n");
      continue;
    }
    g_assert_false (taken);
    g_assert_cmpint (error->code, ==, rows[i].code);
    g_assert_nonnull (strstr (error->message, rows[i].expected));
    assert_text (self->path, GOOD);
  }
}

static void
test_refused_whole (Folders *self, gconstpointer data)
{
  static const char *const texts[] = {
    "", " \n\n", "no key file", "[drug 1]\nDoseUgPerDay=0.3 mg"
  };
  g_auto (GStrv) versions = NULL;

  replace (self, GOOD);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (thecal_plan_store_replace (self->path, self->state, texts[i], &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    assert_text (self->path, GOOD);
  }
  versions = thecal_plan_store_list_versions (self->path, self->state);
  g_assert_cmpuint (g_strv_length (versions), ==, 0);
}

/* What cannot be kept is not changed. */
static void
test_no_version (Folders *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *plans = g_build_filename (self->state, "plans", NULL);

  replace (self, GOOD);
  remove_all (self->state);
  g_assert_cmpint (g_mkdir (self->state, 0700), ==, 0);
  g_assert_true (g_file_set_contents (plans, "a file in the way", -1, NULL));
  g_assert_false (
      thecal_plan_store_replace (self->path, self->state, "[person]\nName=Ada\n", &error));
  g_assert_nonnull (error);
  assert_text (self->path, GOOD);
}

/* A plan that is gone is not begun anew by one value. */
static void
test_gone (Folders *self, gconstpointer data)
{
  static const ThecalPlanValue value = { "person", "Name", "Ada" };
  g_autofree char *copy = g_build_filename (self->state, "care-plan.good", NULL);
  g_autofree char *text = g_strdup_printf ("# Copy of %s\n" GOOD, self->path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (self->state, 0700), ==, 0);
  g_assert_true (g_file_set_contents (copy, text, -1, NULL));
  thecal_plan_store_set (self->path, self->state, &value, 1, &error);
  g_assert_no_error (error);
  assert_text (self->path, "# by hand\n[person]\nName=Ada\n\n[pump]\nCapacityMl=20\n");
}

typedef struct {
  guint n_done, n_failed;
  int last;
} Ends;

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ends *ends = user_data;
  g_autoptr (GError) error = NULL;

  if (!thecal_plan_store_finish (result, &error))
    ends->n_failed++;
  ends->n_done++;
}

/* The last call is the one that holds, whatever the threads do. */
static void
test_order (Folders *self, gconstpointer data)
{
  Ends ends = { 0 };

  replace (self, GOOD);
  for (int i = 0; i < 20; i++) {
    g_autofree char *name = g_strdup_printf ("Theo %d", i);
    const ThecalPlanValue value = { "person", "Name", name };

    thecal_plan_store_set_async (self->path, self->state, &value, 1, NULL, on_done, &ends);
  }
  while (ends.n_done < 20)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (ends.n_failed, ==, 0);
  assert_text (self->path, "# by hand\n[person]\nName=Theo 19\n\n[pump]\nCapacityMl=20\n");
}

static void
test_cancelled (Folders *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Ends ends = { 0 };

  replace (self, GOOD);
  g_cancellable_cancel (cancellable);
  thecal_plan_store_replace_async (
      self->path, self->state, "[person]\nName=Ada\n", cancellable, on_done, &ends);
  thecal_plan_store_replace_async (
      self->path, self->state, "[drug 1]\nDoseUgPerDay=x\n", NULL, on_done, &ends);
  while (ends.n_done < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (ends.n_failed, ==, 2);
  assert_text (self->path, GOOD);
}

#define ADD(path, test) g_test_add (path, Folders, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/files/plan-store/replace", test_replace);
  ADD ("/files/plan-store/versions", test_versions);
  ADD ("/files/plan-store/set", test_set);
  ADD ("/files/plan-store/refused", test_refused);
  ADD ("/files/plan-store/refused-whole", test_refused_whole);
  ADD ("/files/plan-store/no-version", test_no_version);
  ADD ("/files/plan-store/gone", test_gone);
  ADD ("/files/plan-store/order", test_order);
  ADD ("/files/plan-store/cancelled", test_cancelled);

  return g_test_run ();
}
