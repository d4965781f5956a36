/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "files/plan_files.h"

/* The plan on disk: a spoilt one keeps the good copy in use. */

#define FILES_DOMAIN "thecal-files"
#define GOOD "[person]\nName=Theo\n[emergency]\nNumber=911\nConfirmed=true\n"

typedef struct {
  char *root, *path, *state;
} Folders;

static void
set_up (Folders *self, gconstpointer data)
{
  self->root = g_dir_make_tmp ("thecal-files-XXXXXX", NULL);
  g_assert_nonnull (self->root);
  self->path = g_build_filename (self->root, "care-plan.ini", NULL);
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
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static ThecalPlanLoad *
load (const char *path, const char *state)
{
  g_autoptr (GAsyncResult) result = NULL;

  thecal_plan_files_load_async (path, state, NULL, on_done, &result);
  return thecal_plan_files_load_finish (await (&result));
}

static void
write_file (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* The copy is there when the plan is. */
static void
assert_copy (const Folders *self, const char *part)
{
  g_autofree char *path = g_build_filename (self->state, "care-plan.good", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, part));
}

static void
assert_load (const ThecalPlanLoad *load, bool found, bool is_copy, const char *fault)
{
  g_assert_nonnull (load->document);
  g_assert_cmpint (load->found, ==, found);
  g_assert_cmpint (load->is_copy, ==, is_copy);
  if (fault == NULL)
    g_assert_null (load->fault);
  else if (load->fault == NULL || !g_str_has_suffix (load->fault, fault))
    g_error ("%s does not end with %s", load->fault, fault);
}

static void
test_good (Folders *self, gconstpointer data)
{
  g_autoptr (ThecalPlanLoad) without = NULL;
  g_autoptr (ThecalPlanLoad) with = NULL;
  g_autofree char *copy = g_build_filename (self->state, "care-plan.good", NULL);
  GStatBuf status;

  write_file (self->path, GOOD);
  without = load (self->path, NULL);
  assert_load (without, true, false, NULL);
  g_assert_cmpstr (without->document->patient->name, ==, "Theo");
  g_assert_false (g_file_test (self->state, G_FILE_TEST_EXISTS));
  with = load (self->path, self->state);
  assert_load (with, true, false, NULL);
  assert_copy (self, "Name=Theo");
  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (self->state, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
}

/* However the file is spoilt: the copy is in use, the fault is told, and the copy stays. */
static void
test_spoilt (Folders *self, gconstpointer data)
{
  static const struct {
    const char *text, *fault;
  } spoilt[] = {
    { "[person]\nName=Theo\n[emergency]\nNumber=nine\n",
      "care-plan.ini:4: [emergency] Number: expected the emergency number, in digits alone, as in "
      "911 or 112" },
    { "[person\n",
      "care-plan.ini:1: expected a [group], a Key=value, or a comment that begins with "
      "#" },
    { "\xff", "care-plan.ini:1: expected text in UTF-8" },
    { "", "care-plan.ini:1: expected a care plan, the file is empty" },
    { "\n \r\n", "care-plan.ini:1: expected a care plan, the file is empty" },
    { NULL, "care-plan.ini: No such file or directory" },
  };
  g_autoptr (ThecalPlanLoad) first = NULL;
  g_autoptr (ThecalPlanLoad) last = NULL;

  write_file (self->path, GOOD);
  first = load (self->path, self->state);
  assert_copy (self, "Name=Theo");
  for (gsize i = 0; i < G_N_ELEMENTS (spoilt); i++) {
    g_autoptr (ThecalPlanLoad) again = NULL;
    g_autoptr (ThecalPlanLoad) without = NULL;

    if (spoilt[i].text != NULL)
      write_file (self->path, spoilt[i].text);
    else
      g_assert_cmpint (g_remove (self->path), ==, 0);
    again = load (self->path, self->state);
    assert_load (again, true, true, spoilt[i].fault);
    g_assert_cmpstr (again->document->contacts->emergency_number, ==, "911");
    without = load (self->path, NULL);
    assert_load (without, false, false, spoilt[i].fault);
    g_assert_null (without->document->contacts->emergency_number);
  }
  /* mended: the file counts again, and its copy too */
  write_file (self->path, "\xef\xbb\xbf[person]\nName=Anna\n");
  last = load (self->path, self->state);
  assert_load (last, true, false, NULL);
  assert_copy (self, "Name=Anna");
  write_file (self->path, "[");
  {
    g_autoptr (ThecalPlanLoad) copied = load (self->path, self->state);

    assert_load (copied, true, true, "comment that begins with #");
    g_assert_cmpstr (copied->document->patient->name, ==, "Anna");
  }
}

/* A copy that cannot be kept is told, and changes nothing else. */
static void
test_no_room (Folders *self, gconstpointer data)
{
  g_autoptr (ThecalPlanLoad) loaded = NULL;

  write_file (self->path, GOOD);
  write_file (self->state, "a file where the folder should be");
  g_test_expect_message (FILES_DOMAIN, G_LOG_LEVEL_WARNING, "*could not be copied*");
  loaded = load (self->path, self->state);
  g_test_assert_expected_messages ();
  assert_load (loaded, true, false, NULL);
}

/* The copy of another person's plan never stands in. */
static void
test_another (Folders *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->root, "anna.ini", NULL);
  g_autoptr (ThecalPlanLoad) first = NULL;
  g_autoptr (ThecalPlanLoad) second = NULL;

  write_file (self->path, GOOD);
  first = load (self->path, self->state);
  assert_copy (self, "Name=Theo");
  write_file (other, "[person\n");
  second = load (other, self->state);
  assert_load (second, false, false, "comment that begins with #");
  g_assert_null (second->document->patient->name);
}

/* The usual place is empty before the first start; any other path was meant. */
static void
test_no_file (Folders *self, gconstpointer data)
{
  g_autofree char *usual = thecal_plan_files_get_path (NULL);
  g_autoptr (ThecalPlanLoad) first = load (usual, self->state);
  g_autoptr (ThecalPlanLoad) meant = load (self->path, self->state);

  assert_load (first, false, false, NULL);
  g_assert_false (first->document->has_plan);
  assert_load (meant, false, false, "care-plan.ini: No such file or directory");
}

/* What has no end is not read. */
static void
test_no_regular_file (Folders *self, gconstpointer data)
{
  g_autofree char *large = g_strnfill (1024 * 1024 + 1, '\n');
  g_autoptr (ThecalPlanLoad) folder = load (self->root, self->state);
  g_autoptr (ThecalPlanLoad) pipe = NULL;
  g_autoptr (ThecalPlanLoad) endless = NULL;

  assert_load (folder, false, false, ": expected a file of at most 1 MiB");
  g_assert_cmpint (mkfifo (self->path, 0600), ==, 0);
  pipe = load (self->path, self->state);
  assert_load (pipe, false, false, "care-plan.ini: expected a file of at most 1 MiB");
  g_assert_cmpint (g_remove (self->path), ==, 0);
  write_file (self->path, large);
  endless = load (self->path, self->state);
  assert_load (endless, false, false, "care-plan.ini: expected a file of at most 1 MiB");
}

#define N_BLOCKED 60

static GMutex gate;

static void
wait_at_gate (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_mutex_lock (&gate);
  g_mutex_unlock (&gate);
  g_task_return_boolean (task, TRUE);
}

static void
on_through (GObject *source, GAsyncResult *result, gpointer user_data)
{
  (*(guint *) user_data)--;
}

/* A disk that does not answer, here by threads that all wait: told after the limit, and what comes
 * later changes nothing. */
static void
test_hanging (Folders *self, gconstpointer data)
{
  g_autoptr (ThecalPlanLoad) hanging = NULL;
  guint n_waiting = N_BLOCKED;

  write_file (self->path, GOOD);
  g_mutex_lock (&gate);
  for (guint i = 0; i < N_BLOCKED; i++) {
    g_autoptr (GTask) task = g_task_new (NULL, NULL, on_through, &n_waiting);

    g_task_run_in_thread (task, wait_at_gate);
  }
  hanging = load (self->path, self->state);
  g_mutex_unlock (&gate);
  assert_load (hanging, false, false, "care-plan.ini: the disk does not answer");
  while (n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  /* after those that came before it */
  {
    g_autoptr (ThecalPlanLoad) after = load (self->path, NULL);

    assert_load (after, true, false, NULL);
  }
}

static gboolean
set_emergency (const char *path, const char *number, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  thecal_plan_files_set_emergency_async (path, number, NULL, on_done, &result);
  return thecal_plan_files_set_emergency_finish (await (&result), error);
}

static void
assert_file (const char *path, const char *text)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
}

static void
test_emergency (Folders *self, gconstpointer data)
{
  g_autofree char *deep = g_build_filename (self->root, "a", "b", "plan.ini", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  /* where there is none */
  g_assert_true (set_emergency (deep, " 112 ", &error));
  assert_file (deep, "[emergency]\nNumber=112\nConfirmed=true\n");
  g_assert_cmpint (g_stat (deep, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  /* all else stays */
  write_file (self->path,
              "# ours\n[person]\nName=Theo # no comment\n\n[emergency]\nAddress=here\n");
  g_assert_true (set_emergency (self->path, "911", &error));
  assert_file (self->path,
               "# ours\n[person]\nName=Theo # no comment\n\n[emergency]\nAddress=here\nNumber=911\n"
               "Confirmed=true\n");
  g_assert_true (set_emergency (self->path, "112", &error));
  assert_file (self->path,
               "# ours\n[person]\nName=Theo # no comment\n\n[emergency]\nAddress=here\nNumber=112\n"
               "Confirmed=true\n");
}

static void
test_emergency_refused (Folders *self, gconstpointer data)
{
  static const char *const bad[] = { "", "  ", "nine", "911\nName=x", "9\\1", "112 x 1" };

  write_file (self->path, GOOD);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (set_emergency (self->path, bad[i], &error));
    g_assert_nonnull (error);
    assert_file (self->path, GOOD);
  }
  /* a plan that is spoilt already would go on being none */
  {
    g_autoptr (GError) error = NULL;

    write_file (self->path, "[person]\nCanSwallow=maybe\n");
    g_assert_false (set_emergency (self->path, "911", &error));
    g_assert_true (g_str_has_suffix (
        error->message, "care-plan.ini:2: [person] CanSwallow: expected true or false"));
    assert_file (self->path, "[person]\nCanSwallow=maybe\n");
  }
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (set_emergency (self->root, "911", &error));
    g_assert_nonnull (error);
  }
}

/* A plan of a number alone would take the place of the good copy: the copy comes back with it. */
static void
test_emergency_of_copy (Folders *self, gconstpointer data)
{
  g_autoptr (ThecalPlanLoad) first = NULL;

  g_setenv ("THECAL_STATE_DIR", self->state, TRUE);
  write_file (self->path, GOOD);
  first = load (self->path, self->state);
  assert_copy (self, "Name=Theo");
  g_assert_cmpint (g_remove (self->path), ==, 0);
  g_assert_true (set_emergency (self->path, "112", NULL));
  assert_file (self->path, "[person]\nName=Theo\n[emergency]\nNumber=112\nConfirmed=true\n");
  g_unsetenv ("THECAL_STATE_DIR");
}

static void
test_paths (void)
{
  g_autofree char *option = thecal_plan_files_get_path ("x.ini");
  g_autofree char *usual = thecal_plan_files_get_path (NULL);
  g_autofree char *state = thecal_plan_files_get_state_dir ();
  g_autofree char *set = NULL;

  g_assert_cmpstr (option, ==, "x.ini");
  g_assert_true (g_str_has_suffix (usual, "/thecal/care-plan.ini"));
  g_assert_true (g_str_has_suffix (state, "/thecal"));
  g_setenv ("THECAL_STATE_DIR", "/elsewhere", TRUE);
  set = thecal_plan_files_get_state_dir ();
  g_assert_cmpstr (set, ==, "/elsewhere");
  g_unsetenv ("THECAL_STATE_DIR");
}

int
main (int argc, char **argv)
{
  /* no plan of the tester's own is read */
  g_autofree char *home = g_dir_make_tmp ("thecal-home-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_STATE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/files/plan/" name, Folders, NULL, set_up, function, tear_down)
  ADD ("good", test_good);
  ADD ("spoilt", test_spoilt);
  ADD ("no-room", test_no_room);
  ADD ("another", test_another);
  ADD ("no-file", test_no_file);
  ADD ("no-regular-file", test_no_regular_file);
  ADD ("hanging", test_hanging);
  ADD ("emergency", test_emergency);
  ADD ("emergency-refused", test_emergency_refused);
  ADD ("emergency-of-copy", test_emergency_of_copy);
  g_test_add_func ("/files/plan/paths", test_paths);
  status = g_test_run ();
  remove_all (home);

  return status;
}
