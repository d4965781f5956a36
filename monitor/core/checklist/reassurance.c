/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/reassurance.h"

#include <string.h>

/* In small letters, apostrophes as blanks. Whole words: "unwell" and "defined" are none of them. */
static const char *const phrases[] = {
  "all clear",
  "all good",
  "all right",
  "do not worry",
  "don t worry",
  "fine",
  "harmless",
  "healthy",
  "in order",
  "no cause for concern",
  "no danger",
  "no need to call",
  "no need to worry",
  "no problem",
  "no problems",
  "normal",
  "normally",
  "nothing is wrong",
  "nothing to worry about",
  "nothing wrong",
  "not serious",
  "not urgent",
  "ok",
  "okay",
  "safe",
  "safely",
  "well",
};

/* " call the team now ": one blank round each word. (transfer full) */
static char *
to_words (const char *text)
{
  g_autofree char *small = g_utf8_strdown (text, -1);
  g_autoptr (GString) words = g_string_new (" ");

  for (const char *at = small; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar letter = g_utf8_get_char (at);

    if (g_unichar_isalnum (letter))
      g_string_append_unichar (words, letter);
    else if (words->str[words->len - 1] != ' ')
      g_string_append_c (words, ' ');
  }
  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');

  return g_string_free (g_steal_pointer (&words), FALSE);
}

const char *
thecal_reassurance_find (const char *text)
{
  g_autofree char *words = to_words (text);

  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++) {
    g_autofree char *phrase = g_strdup_printf (" %s ", phrases[i]);
    const char *found = strstr (words, phrase);

    /* "stiffer as well" */
    while (found != NULL && g_str_equal (phrases[i], "well") && found - words >= 3 &&
           strncmp (found - 3, " as", 3) == 0)
      found = strstr (found + 1, phrase);
    if (found != NULL)
      return phrases[i];
  }

  return NULL;
}
