/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "shared/level.h"

#define BAND                                                                                       \
  {                                                                                                \
    11.1, 12.7, 15.0                                                                               \
  }
#define EXACT                                                                                      \
  {                                                                                                \
    12.7, 12.7, 12.7                                                                               \
  }
#define NO_BAND                                                                                    \
  {                                                                                                \
    NAN, 12.7, NAN                                                                                 \
  }
#define NOTHING                                                                                    \
  {                                                                                                \
    NAN, NAN, NAN                                                                                  \
  }

static void
test_level (void)
{
  static const struct {
    ThecalLevel level;
    const char *quality, *words, *could_be, *how_exact;
  } rows[] = {
    { { BAND, .last_ml = 12.9 },
      "calculated",
      "12.7 mL",
      "could be 11.1 to 15.0",
      "could be 11.1 to 15.0" },
    { { BAND, .last_ml = 12.9 },
      "measured",
      "12.7 mL",
      "could be 11.1 to 15.0",
      "could be 11.1 to 15.0" },
    { { EXACT, .last_ml = 12.7 }, "measured", "12.7 mL", "", "" },
    { { EXACT, .last_ml = 12.7 }, "calculated", "12.7 mL", "", "how exact is not known" },
    { { EXACT, .last_ml = 12.7 }, "", "12.7 mL", "", "how exact is not known" },
    { { EXACT, .last_ml = 12.7 }, NULL, "12.7 mL", "", "how exact is not known" },
    { { NO_BAND, .last_ml = 12.7 }, "calculated", "12.7 mL", "", "how exact is not known" },
    /* of then: no number of now, but what it was */
    { { BAND, .last_ml = 12.9, .stale = TRUE },
      "measured",
      "—",
      "last known 12.9 mL",
      "last known 12.9 mL" },
    { { EXACT, .last_ml = 12.7, .stale = TRUE },
      "",
      "—",
      "last known 12.7 mL",
      "last known 12.7 mL" },
    /* never told */
    { { NOTHING, .last_ml = NAN }, "", "—", "not known", "not known" },
    { { NOTHING, .last_ml = NAN, .stale = TRUE }, "measured", "—", "not known", "not known" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *words = thecal_level_words (&rows[i].level);
    g_autofree char *could_be = thecal_level_could_be (&rows[i].level);
    g_autofree char *how_exact = thecal_level_how_exact (&rows[i].level, rows[i].quality);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (words, ==, rows[i].words);
    g_assert_cmpstr (could_be, ==, rows[i].could_be);
    g_assert_cmpstr (how_exact, ==, rows[i].how_exact);
  }
}

/* The number alone, for a page that has the unit beside it. */
static void
test_number (void)
{
  static const struct {
    ThecalLevel level;
    const char *number;
    gboolean known;
  } rows[] = {
    { { BAND, .last_ml = 12.9 }, "12.7", TRUE },
    { { BAND, .last_ml = 12.9, .stale = TRUE }, "—", FALSE },
    { { NOTHING, .last_ml = NAN }, "—", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *number = thecal_level_number (&rows[i].level);

    g_assert_cmpstr (number, ==, rows[i].number);
    g_assert_cmpint (thecal_level_is_known (&rows[i].level), ==, rows[i].known);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/level/words", test_level);
  g_test_add_func ("/level/number", test_number);

  return g_test_run ();
}
