/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/plan/plan_document.h"
#include "core/plan/typed_value.h"
#include "fuzz.h"

/* What a person types, into a field of each kind. What is read is what the reader of the plan
 * reads, and typed again it stays what it is; what is not read leaves no value. */

static void
expect_value (const char *what, const char *text, ThecalTyped read, const char *value)
{
  if ((read == THECAL_TYPED_READ) != (value != NULL))
    g_error ("%s \"%s\": read %d, and its value is %s", what, text, read, value);
}

static void
try_number (const char *text, ThecalUnit unit)
{
  g_autofree char *value = NULL;
  g_autofree char *again = NULL;
  const ThecalTyped read = thecal_typed_number (text, unit, &value);
  char *end = NULL;

  expect_value ("number", text, read, value);
  if (value == NULL || *value == '\0')
    return;
  if (!isfinite (g_ascii_strtod (value, &end)) || end == value || *end != '\0')
    g_error ("\"%s\" became %s", text, value);
  if (thecal_typed_number (value, unit, &again) != THECAL_TYPED_READ || strcmp (value, again) != 0)
    g_error ("\"%s\" became %s, and then %s", text, value, again);
}

static void
expect_time (const char *text, GTimeZone *zone, const char *value, const char *again)
{
  gint64 at_us;

  if (!thecal_time_parse (value, zone, &at_us))
    g_error ("\"%s\" became %s", text, value);
  if (g_strcmp0 (value, again) != 0)
    g_error ("\"%s\" became %s, and then %s", text, value, again);
}

static void
try_date (const char *text, GTimeZone *zone)
{
  g_autofree char *value = NULL;
  g_autofree char *again = NULL;
  const ThecalTyped read = thecal_typed_date (text, &value);

  expect_value ("date", text, read, value);
  if (value == NULL || *value == '\0')
    return;
  thecal_typed_date (value, &again);
  expect_time (text, zone, value, again);
  if (strlen (value) != strlen ("2026-10-16"))
    g_error ("\"%s\" became %s", text, value);
}

static void
try_moment (const char *text, GTimeZone *zone)
{
  g_autofree char *value = NULL;
  g_autofree char *again = NULL;
  const ThecalTyped read = thecal_typed_moment (text, zone, &value);

  expect_value ("moment", text, read, value);
  if (value == NULL || *value == '\0')
    return;
  thecal_typed_moment (value, zone, &again);
  expect_time (text, zone, value, again);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = fuzz_text (data, size);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-5 * 3600);
  g_autoptr (GTimeZone) changing = g_time_zone_new_identifier ("EST5EDT,M3.2.0,M11.1.0");

  try_number (text, THECAL_UNIT_NONE);
  try_number (text, THECAL_UNIT_ML);
  try_number (text, THECAL_UNIT_UG_PER_ML);
  try_number (text, THECAL_UNIT_UG_PER_DAY);
  try_date (text, zone);
  try_moment (text, zone);
  try_moment (text, changing);

  return 0;
}
