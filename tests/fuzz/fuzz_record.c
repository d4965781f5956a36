/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/checklist/record.h"
#include "fuzz.h"

/* A record of a walkthrough, from a folder that anybody with the account may write to: what reads
 * well is written the same again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  char expected[160] = "";
  g_autoptr (ThecalRecord) record = thecal_record_parse ((const char *) data, size, expected);
  g_autoptr (ThecalRecord) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *twice = NULL;

  if (record == NULL) {
    if (expected[0] == '\0')
      g_error ("refused without a word");
    return 0;
  }
  text = thecal_record_to_text (record);
  again = thecal_record_parse (text, strlen (text), expected);
  if (again == NULL)
    g_error ("what was written is refused: %s", expected);
  twice = thecal_record_to_text (again);
  if (!g_str_equal (text, twice))
    g_error ("what was written is read as something else");

  return 0;
}
