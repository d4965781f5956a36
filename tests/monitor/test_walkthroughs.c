/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* Records of walkthroughs, as files, to alarms, log and store: with a real store, the real clocks
 * and a real folder. */
#include <glib/gstdio.h>
#include <string.h>

#include "core/checklist/record.h"
#include "fault_vfs.h"
#include "service/objects.h"
#include "service/walkthrough_folder.h"
#include "service/walkthroughs.h"

#define LIMIT_MS 20000
#define ID "20261125T021600-4f3a"

typedef struct {
  char *state_dir, *folder;
  ThecalStore *store;
  ThecalMonitor *monitor;
  ThecalWalkthroughs *walkthroughs;
  gboolean started;
  guint n_changed, n_looked;
} Fixture;

static gboolean
on_time_up (gpointer what)
{
  g_error ("not seen in time: %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

/* Runs the loop until @seen. */
#define AWAIT(seen)                                                                                \
  do {                                                                                             \
    const guint limit_id = g_timeout_add (LIMIT_MS, on_time_up, (gpointer) #seen);                 \
    while (!(seen))                                                                                \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (limit_id);                                                                    \
  } while (0)

static void
on_started (Fixture *self)
{
  self->started = TRUE;
}

static void
on_changed (Fixture *self)
{
  self->n_changed++;
}

static void
on_looked (Fixture *self)
{
  self->n_looked++;
}

static void
start_monitor (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->state_dir, "thecal.db", NULL);

  self->started = FALSE;
  self->n_changed = self->n_looked = 0;
  self->store = thecal_store_new (path);
  self->monitor = thecal_monitor_new (self->store, NULL);
  g_signal_connect_swapped (self->monitor, "started", G_CALLBACK (on_started), self);
  thecal_monitor_start (self->monitor);
  AWAIT (self->started);
}

static void
start (Fixture *self)
{
  start_monitor (self);
  self->walkthroughs = thecal_walkthroughs_new (self->monitor, self->state_dir);
  g_signal_connect_swapped (self->walkthroughs, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->walkthroughs, "looked", G_CALLBACK (on_looked), self);
  thecal_walkthroughs_start (self->walkthroughs);
  AWAIT (self->n_looked > 0);
}

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  thecal_store_flush_finish (THECAL_STORE (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static void
stop (Fixture *self)
{
  gboolean flushed = FALSE;

  if (self->walkthroughs != NULL)
    g_object_run_dispose (G_OBJECT (self->walkthroughs));
  g_clear_object (&self->walkthroughs);
  g_object_run_dispose (G_OBJECT (self->monitor));
  g_clear_object (&self->monitor);
  thecal_store_flush_async (self->store, NULL, on_flushed, &flushed);
  AWAIT (flushed);
  g_clear_object (&self->store);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->state_dir = g_dir_make_tmp ("thecal-walkthroughs.XXXXXX", NULL);
  self->folder = g_build_filename (self->state_dir, "walkthroughs", NULL);
  g_assert_cmpint (g_mkdir (self->folder, 0700), ==, 0);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_remove (path) != 0)
      remove_all (path);
  }
  g_rmdir (folder);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  fault_vfs_set (FAULT_NONE);
  if (self->monitor != NULL)
    stop (self);
  remove_all (self->state_dir);
  g_free (self->folder);
  g_free (self->state_dir);
}

/* Files. */

static char *
path_of (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
put (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = path_of (self, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static gboolean
has (Fixture *self, const char *name)
{
  g_autofree char *path = path_of (self, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static char *
record_text (ThecalRecordState state, int outcome)
{
  g_autoptr (ThecalAnswers) answers = thecal_answers_new ();
  char *decided_by[] = { (char *) "W2", NULL };
  const ThecalRecord record = {
    .id = (char *) ID,
    .pump_id = (char *) "",
    .by = (char *) "Anna",
    .started_wall_us = G_GINT64_CONSTANT (1795000000000000),
    .ended_wall_us = G_GINT64_CONSTANT (1795000060000000),
    .state = state,
    .outcome = outcome,
    .lists = 1 << THECAL_LIST_GATE | 1 << THECAL_LIST_WITHDRAWAL,
    .sign = THECAL_SIGN_WITHDRAWAL,
    .repeat_wall_us = THECAL_UNKNOWN_US,
    .decided_by = decided_by,
    .answers = answers,
  };

  return thecal_record_to_text (&record);
}

static void
put_record (Fixture *self, ThecalRecordState state, int outcome)
{
  g_autofree char *text = record_text (state, outcome);

  put (self, ID ".walkthrough", text);
}

/* What is known. */

static const ThecalAlarm *
alarm_of (Fixture *self, ThecalConditionId condition)
{
  return thecal_system_get_alarm (thecal_monitor_get_system (self->monitor),
                                  thecal_resolve_pump (self->monitor, "", FALSE),
                                  condition);
}

static gboolean
stands (Fixture *self, ThecalConditionId condition)
{
  return thecal_alarm_is_active (alarm_of (self, condition));
}

static void
on_rows (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GVariant **) user_data =
      thecal_store_read_walkthroughs_finish (THECAL_STORE (source), result, NULL);
}

/* State of the only walkthrough that is stored. */
static char *
stored_state (Fixture *self)
{
  g_autoptr (GVariant) rows = NULL;
  g_autoptr (GVariant) row = NULL;
  const char *state = NULL;

  thecal_store_read_walkthroughs_async (self->store, 10, NULL, on_rows, &rows);
  AWAIT (rows != NULL);
  g_assert_cmpuint (g_variant_n_children (rows), ==, 1);
  row = g_variant_get_child_value (rows, 0);
  g_assert_true (g_variant_lookup (row, "state", "&s", &state));

  return g_strdup (state);
}

static void
on_log (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GVariant **) user_data = thecal_store_read_log_finish (THECAL_STORE (source), result, NULL);
}

static guint
count_notes (Fixture *self, const char *detail)
{
  g_autoptr (GVariant) records = NULL;
  guint n = 0;

  thecal_store_read_log_async (self->store, 1000, NULL, on_log, &records);
  AWAIT (records != NULL);
  for (gsize i = 0; i < g_variant_n_children (records); i++) {
    const char *found;

    g_variant_get_child (records, i, "(x&s&s&s&s&s)", NULL, NULL, NULL, NULL, NULL, &found);
    n += g_str_equal (found, detail);
  }

  return n;
}

static const ThecalTestResult *
test_result (Fixture *self)
{
  GPtrArray *tests = thecal_monitor_get_tests (self->monitor);

  for (guint i = 0; i < tests->len; i++) {
    const ThecalTestResult *result = g_ptr_array_index (tests, i);

    if (g_str_equal (result->channel, "walkthroughs"))
      return result;
  }

  return NULL;
}

/* Tests. */

/* From a file that waits to the alarm, and from "called" to its end. */
static void
test_emergency (Fixture *self, gconstpointer data)
{
  g_autofree char *open = NULL, *called = NULL;

  put_record (self, THECAL_RECORD_OPEN, 1);
  start (self);
  g_assert_true (stands (self, THECAL_CONDITION_TRIAGE_OPEN));
  AWAIT (!has (self, ID ".walkthrough"));
  g_assert_cmpuint (self->n_changed, ==, 1);
  open = stored_state (self);
  g_assert_cmpstr (open, ==, "open");
  g_assert_cmpuint (count_notes (self, "walkthrough T1 open by Anna"), ==, 1);

  put_record (self, THECAL_RECORD_CALLED, 1);
  AWAIT (self->n_changed == 2 && !has (self, ID ".walkthrough"));
  g_assert_false (stands (self, THECAL_CONDITION_TRIAGE_OPEN));
  called = stored_state (self);
  g_assert_cmpstr (called, ==, "called");
  g_assert_cmpuint (count_notes (self, "walkthrough T1 called by Anna"), ==, 1);
  g_assert_true (test_result (self)->ok);
}

/* The alarm is over by a person's word: what is told again raises no other, not in another run
 * either. What is news does. */
static void
test_told_again (Fixture *self, gconstpointer data)
{
  ThecalEvent resolve = { .type = THECAL_EVENT_CLINIC_ACTION,
                          .person = { .condition = THECAL_CONDITION_TRIAGE_OPEN } };

  start (self);
  put_record (self, THECAL_RECORD_OPEN, 2);
  AWAIT (self->n_changed == 1);
  g_assert_true (stands (self, THECAL_CONDITION_TRIAGE_OPEN));
  resolve.unit = thecal_resolve_pump (self->monitor, "", FALSE);
  thecal_event_sink_post (THECAL_EVENT_SINK (self->monitor), &resolve);
  put_record (self, THECAL_RECORD_OPEN, 2);
  AWAIT (self->n_changed == 2);
  g_assert_false (stands (self, THECAL_CONDITION_TRIAGE_OPEN));

  stop (self);
  put_record (self, THECAL_RECORD_OPEN, 2);
  start (self);
  AWAIT (!has (self, ID ".walkthrough"));
  g_assert_false (stands (self, THECAL_CONDITION_TRIAGE_OPEN));
  g_assert_cmpuint (count_notes (self, "walkthrough T2 open by Anna"), ==, 1);

  put_record (self, THECAL_RECORD_OPEN, 1);
  AWAIT (self->n_changed == 2);
  g_assert_true (stands (self, THECAL_CONDITION_TRIAGE_OPEN));
}

/* "Called" of a window that stayed open from an earlier check says nothing of the newer one. */
static void
test_late_word (Fixture *self, gconstpointer data)
{
  g_autofree char *earlier = record_text (THECAL_RECORD_CALLED, 2);
  g_autofree char *now = record_text (THECAL_RECORD_OPEN, 1);
  g_auto (GStrv) parts = g_strsplit (now, ID, -1);
  g_autofree char *other = g_strjoinv ("20261126T030000-0001", parts);
  g_auto (GStrv) dates = g_strsplit (other, "Started=2026", -1);
  g_autofree char *later = g_strjoinv ("Started=2027", dates);

  g_assert_cmpuint (g_strv_length (dates), ==, 2);
  start (self);
  put_record (self, THECAL_RECORD_OPEN, 2);
  AWAIT (self->n_changed == 1);
  put (self, "20261126T030000-0001.walkthrough", later);
  AWAIT (self->n_changed == 2);
  put (self, ID ".walkthrough", earlier);
  AWAIT (self->n_changed == 3);
  g_assert_true (stands (self, THECAL_CONDITION_TRIAGE_OPEN));

  /* in the next run too */
  stop (self);
  put (self, ID ".walkthrough", earlier);
  start (self);
  AWAIT (!has (self, ID ".walkthrough"));
  g_assert_true (stands (self, THECAL_CONDITION_TRIAGE_OPEN));
}

/* A run that ended with the file in its hands: the next one has it. */
static void
test_taken (Fixture *self, gconstpointer data)
{
  g_autofree char *text = record_text (THECAL_RECORD_OPEN, 1);

  put (self, "." ID ".walkthrough.taken", text);
  start (self);
  g_assert_true (stands (self, THECAL_CONDITION_TRIAGE_OPEN));
  AWAIT (!has (self, ID ".walkthrough") && !has (self, "." ID ".walkthrough.taken"));
}

/* The alarm does not wait for the disk, and the file waits for it. */
static void
test_disk (Fixture *self, gconstpointer data)
{
  start (self);
  fault_vfs_set (FAULT_FULL);
  put_record (self, THECAL_RECORD_OPEN, 1);
  AWAIT (stands (self, THECAL_CONDITION_TRIAGE_OPEN));
  self->n_looked = 0;
  AWAIT (self->n_looked > 0);
  g_assert_true (has (self, ID ".walkthrough"));
  g_assert_cmpuint (self->n_changed, ==, 0);

  fault_vfs_set (FAULT_NONE);
  put (self, "something else", ""); /* looked at again, as each minute */
  AWAIT (self->n_changed == 1 && !has (self, ID ".walkthrough"));
  g_assert_cmpuint (count_notes (self, "walkthrough T1 open by Anna"), ==, 1);
}

static void
test_bad (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { "", "no record", "[walkthrough]\nId=x\n", "\xff\xfe" };

  start (self);
  g_assert_true (test_result (self)->ok);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *name = g_strdup_printf ("bad-%" G_GSIZE_FORMAT ".walkthrough", i);
    g_autofree char *aside = g_strconcat (name, ".bad", NULL);

    put (self, name, texts[i]);
    AWAIT (has (self, aside) && !has (self, name));
    AWAIT (!test_result (self)->ok);
    g_assert_nonnull (strstr (test_result (self)->detail, "bad-"));
    put_record (self, i % 2 == 0 ? THECAL_RECORD_OPEN : THECAL_RECORD_CALLED, 1);
    AWAIT (test_result (self)->ok);
  }
  g_assert_cmpuint (self->n_changed, ==, G_N_ELEMENTS (texts));
}

/* Not read as a record, and not in the way of one. */
static void
test_odd (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = path_of (self, "folder.walkthrough");
  g_autofree char *large = g_strnfill (300 * 1024, 'x');

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  put (self, "large.walkthrough", large);
  put (self, "notes.txt", "none of ours");
  put (self, ".half.walkthrough", "being written");
  put_record (self, THECAL_RECORD_OPEN, 1);
  start (self);
  g_assert_true (stands (self, THECAL_CONDITION_TRIAGE_OPEN));
  AWAIT (has (self, "folder.walkthrough.bad") && has (self, "large.walkthrough.bad"));
  g_assert_true (has (self, "notes.txt") && has (self, ".half.walkthrough"));

  /* still there in another run */
  AWAIT (!has (self, ID ".walkthrough"));
  stop (self);
  start (self);
  g_assert_false (test_result (self)->ok);
  g_assert_nonnull (strstr (test_result (self)->detail, ".bad"));
}

/* Nobody can make the folder, and then somebody has. */
static void
test_no_folder (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_assert_true (g_file_set_contents (self->folder, "in the way", -1, NULL));
  start (self);
  g_assert_false (test_result (self)->ok);
  stop (self);

  g_assert_cmpint (g_unlink (self->folder), ==, 0);
  start (self);
  g_assert_true (test_result (self)->ok);
  g_assert_true (g_file_test (self->folder, G_FILE_TEST_IS_DIR));
}

/* An unknown pump is the one there is; where there is none, one is made. Nothing for the alarms: no
 * pump is made of it. */
static void
test_pump (Fixture *self, gconstpointer data)
{
  g_autofree char *text = record_text (THECAL_RECORD_OPEN, 1);
  g_auto (GStrv) parts = g_strsplit (text, "Pump=", 2);
  g_autofree char *elsewhere = g_strjoinv ("Pump=C0:DE", parts);

  start (self);
  put_record (self, THECAL_RECORD_UNFINISHED, 4);
  AWAIT (self->n_changed == 1);
  g_assert_cmpuint (thecal_resolve_pump (self->monitor, "", FALSE), ==, THECAL_UNIT_HOST);

  put (self, ID ".walkthrough", elsewhere);
  AWAIT (self->n_changed == 2);
  g_assert_cmpuint (thecal_resolve_pump (self->monitor, "", FALSE), ==, 1);
  g_assert_true (stands (self, THECAL_CONDITION_TRIAGE_OPEN));
}

/* Ended while a look is under way: nothing is touched after it. */
static void
test_dispose (Fixture *self, gconstpointer data)
{
  put_record (self, THECAL_RECORD_OPEN, 1);
  start_monitor (self);
  self->walkthroughs = thecal_walkthroughs_new (self->monitor, self->state_dir);
  thecal_walkthroughs_start (self->walkthroughs);
  stop (self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (has (self, ID ".walkthrough"));
}

static void
on_end (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Replaced between the reading and the end of it: what is newer stays. */
static void
test_replaced (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *read, *there;
    gboolean ended;
  } table[] = {
    { "one", "one", TRUE }, { "one", "two", FALSE }, { "one", "one and more", FALSE },
    { "one", "", FALSE },   { "one", NULL, FALSE },
  };
  static const ThecalWalkthroughEnd ends[] = { THECAL_WALKTHROUGH_REMOVE,
                                               THECAL_WALKTHROUGH_SET_ASIDE };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (table); i++) {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;
    const ThecalWalkthroughFile file = { .name = (char *) "a.walkthrough",
                                         .text = (char *) table[i / 2].read,
                                         .size = strlen (table[i / 2].read) };
    g_autofree char *path = path_of (self, "a.walkthrough");
    g_autofree char *bad = path_of (self, "a.walkthrough.bad");

    if (table[i / 2].there != NULL)
      put (self, "a.walkthrough", table[i / 2].there);
    thecal_walkthrough_folder_end_async (self->folder, &file, ends[i % 2], NULL, on_end, &result);
    AWAIT (result != NULL);
    g_assert_cmpint (thecal_walkthrough_folder_end_finish (result, &error), ==, table[i / 2].ended);
    g_assert_no_error (error);
    g_assert_cmpint (
        has (self, "a.walkthrough"), ==, table[i / 2].there != NULL && !table[i / 2].ended);
    g_assert_cmpint (has (self, "a.walkthrough.bad"),
                     ==,
                     table[i / 2].ended && ends[i % 2] == THECAL_WALKTHROUGH_SET_ASIDE);
    g_unlink (bad);
    g_unlink (path);
  }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/monitor/walkthroughs/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  ADD ("emergency", test_emergency);
  ADD ("told-again", test_told_again);
  ADD ("late-word", test_late_word);
  ADD ("taken", test_taken);
  ADD ("disk", test_disk);
  ADD ("bad", test_bad);
  ADD ("odd", test_odd);
  ADD ("no-folder", test_no_folder);
  ADD ("pump", test_pump);
  ADD ("dispose", test_dispose);
  ADD ("replaced", test_replaced);

  return g_test_run ();
}
