/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/checklist_files.h"

#include <glib/gstdio.h>

#include "thecal-checklists-resources.h"

#define PREFIX "/org/thecal/Thecal/checklists/"

/* A whole file is read at once, so it must have an end. */
#define FILE_BYTES_MAX (1 << 20)

static const char *const names[THECAL_N_LISTS] = {
  [THECAL_LIST_GATE] = "gate.xml",         [THECAL_LIST_WITHDRAWAL] = "withdrawal.xml",
  [THECAL_LIST_OVERDOSE] = "overdose.xml", [THECAL_LIST_INFECTION] = "infection.xml",
  [THECAL_LIST_PUMP] = "pump.xml",         [THECAL_LIST_OPERATION] = "operation.xml",
};

static void
add_fault (GPtrArray *faults, const char *path, guint line, const char *expected)
{
  g_ptr_array_add (faults, g_strdup_printf ("%s:%u: expected %s", path, line, expected));
}

/* (transfer full); NULL: told. */
static char *
read_text (const char *path, gsize *out_size, GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  GStatBuf status;

  /* a pipe or a device would never end */
  if (g_stat (path, &status) == 0 &&
      (!S_ISREG (status.st_mode) || status.st_size > FILE_BYTES_MAX)) {
    add_fault (faults, path, 0, "a file of up to 1 MiB");
    return NULL;
  }
  if (!g_file_get_contents (path, &text, out_size, &error)) {
    g_autofree char *expected = g_strdup_printf ("a file that can be read: %s", error->message);

    add_fault (faults, path, 0, expected);
  }

  return text;
}

/* @must_be: the list it has to be; THECAL_N_LISTS: any. */
static gboolean
read_list (ThecalChecklistSet *set, const char *path, ThecalListId must_be, GPtrArray *faults)
{
  gsize size = 0;
  g_autofree char *text = read_text (path, &size, faults);
  g_autoptr (ThecalChecklist) list = NULL;
  g_autoptr (GPtrArray) objections = NULL;
  ThecalChecklistError error = { .line = 0 };

  if (text == NULL)
    return FALSE;
  list = thecal_checklist_parse (text, size, &error);
  if (list != NULL && must_be != THECAL_N_LISTS && list->id != must_be) {
    error.line = 1;
    g_snprintf (
        error.expected, sizeof error.expected, "id=\"%c\"", thecal_list_to_letter (must_be));
  }
  if (error.line > 0) {
    add_fault (faults, path, error.line, error.expected);
    return FALSE;
  }

  objections = thecal_checklist_check (list, set);
  for (guint i = 0; i < objections->len; i++) {
    const ThecalChecklistError *objection = g_ptr_array_index (objections, i);

    add_fault (faults, path, objection->line, objection->expected);
  }
  if (objections->len > 0)
    return FALSE;
  thecal_checklist_set_take (set, g_steal_pointer (&list));

  return TRUE;
}

gboolean
thecal_checklist_files_read (ThecalChecklistSet *set, const char *path, GPtrArray *faults)
{
  return read_list (set, path, THECAL_N_LISTS, faults);
}

/* What is built in was looked through when it was built: it reads, or the program is no good. */
static ThecalChecklist *
read_built_in (const char *name)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  ThecalChecklistError error = { .line = 0 };
  ThecalChecklist *list;

  bytes = g_resource_lookup_data (thecal_checklists_get_resource (), path, 0, NULL);
  g_assert (bytes != NULL);
  list = thecal_checklist_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  if (list == NULL)
    g_error ("%s:%u: expected %s", name, error.line, error.expected);

  return list;
}

ThecalChecklistSet *
thecal_checklist_files_load (const char *folder, GPtrArray **out_faults)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  ThecalChecklistSet *set = thecal_checklist_set_new ();

  for (int i = 0; i < THECAL_N_LISTS; i++)
    thecal_checklist_set_take (set, read_built_in (names[i]));
  for (int i = 0; folder != NULL && i < THECAL_N_LISTS; i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    /* a link that leads nowhere was meant to be a list */
    if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      read_list (set, path, (ThecalListId) i, faults);
  }
  if (out_faults != NULL)
    *out_faults = g_steal_pointer (&faults);

  return set;
}
