/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "core/checklist/checklist.h"

/* The six lists: built into the program, so that the walkthrough needs no file and no bus. A
 * clinic's own lists in @folder (nullable), gate.xml … operation.xml, take the place of the
 * built-in ones; a file that is not as expected is refused whole, "FILE:LINE: expected …" goes to
 * @out_faults (transfer full, of strings; nullable), and the list before it stays in use. */
ThecalChecklistSet *thecal_checklist_files_load (const char *folder, GPtrArray **out_faults);

/* Reads the list at @path against the others in @set, whose list of that letter it replaces where
 * it is as expected. FALSE: it is not; "FILE:LINE: expected …" is added to @faults for all that was
 * found, and @set is as before. */
gboolean thecal_checklist_files_read (ThecalChecklistSet *set, const char *path, GPtrArray *faults);
