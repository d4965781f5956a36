/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/report_source.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "core/diary/trend.h"
#include "ctl/bus.h"
#include "ctl/pages.h"

#define ENTRIES_MOST 10000u
#define LEVELS_MOST 1000u /* more than a page has dots for */

/* The calendar of RFC 3339: what lies beyond is no time. */
#define FIRST_MS G_GINT64_CONSTANT (-62135596800000)
#define LAST_MS G_GINT64_CONSTANT (253402300799999)

static gint64
to_ms (gint64 at_us)
{
  return CLAMP (at_us / 1000, FIRST_MS, LAST_MS);
}

/* The one child of the answer, as @type has it. (transfer full) */
static GVariant *
call (GDBusConnection *bus,
      const char *command,
      const char *method,
      GVariant *parameters,
      const char *type)
{
  g_autoptr (GVariant) reply =
      thecal_bus_call (bus, command, THECAL_BUS_MANAGER, method, parameters, NULL);

  if (reply == NULL)
    return NULL;
  if (g_variant_is_of_type (reply, G_VARIANT_TYPE (type)))
    return g_variant_get_child_value (reply, 0);

  fprintf (stderr, _ ("thecalctl %s: the monitor gave another answer than expected\n"), command);
  return NULL;
}

gboolean
thecal_report_source_read_entries (GDBusConnection *bus,
                                   const char *command,
                                   const char *kind,
                                   ThecalReportSpan span,
                                   ThecalReportData *data)
{
  g_autoptr (GVariant) rows =
      call (bus,
            command,
            "Manager.GetEntries",
            g_variant_new ("(sxxu)", kind, to_ms (span.from_us), to_ms (span.to_us), ENTRIES_MOST),
            "(aa{sv})");

  if (rows == NULL)
    return FALSE;
  thecal_report_data_take_entries (data, rows);

  return TRUE;
}

static gboolean
read_levels (GDBusConnection *bus,
             const char *command,
             ThecalReportSpan span,
             ThecalReportData *data)
{
  g_autoptr (GVariant) rows =
      call (bus,
            command,
            "Manager.GetLevels",
            g_variant_new ("(sxxu)", "", to_ms (span.from_us), to_ms (span.to_us), LEVELS_MOST),
            "(a(xdd))");

  if (rows == NULL)
    return FALSE;
  thecal_report_data_take_levels (data, rows);

  return TRUE;
}

typedef struct {
  ThecalReportData *data;
  ThecalReportSpan span;
} Take;

static gboolean
on_record (GVariant *record, gpointer user_data)
{
  const Take *take = user_data;

  thecal_report_data_take_log (take->data, record, take->span);
  return TRUE;
}

static gboolean
on_walkthrough (GVariant *row, gpointer user_data)
{
  const Take *take = user_data;

  thecal_report_data_take_walkthrough (take->data, row, take->span);
  return TRUE;
}

gboolean
thecal_report_source_read (GDBusConnection *bus,
                           const char *command,
                           ThecalReportSpan span,
                           ThecalReportData *data)
{
  const gint64 begin_us = span.from_us - THECAL_TREND_DAYS * THECAL_DAY_US;
  const ThecalReportSpan wide = { begin_us, span.to_us };
  /* a question may have waited for long */
  const ThecalReportSpan old = { THECAL_UNKNOWN_US, begin_us - 1000 };
  Take take = { data, span };

  return thecal_report_source_read_entries (bus, command, "", wide, data) &&
         thecal_report_source_read_entries (bus, command, "question", old, data) &&
         read_levels (bus, command, span, data) &&
         thecal_pages_walk_log (bus, command, 0, on_record, &take) &&
         thecal_pages_walk_walkthroughs (
             bus, command, THECAL_WALKTHROUGHS_MAX, on_walkthrough, &take);
}

gboolean
thecal_report_source_is_simulated (GDBusConnection *bus, const char *command, bool *out_simulated)
{
  g_autoptr (GVariant) objects = thecal_bus_get_objects (bus, command);
  g_autoptr (GPtrArray) managers = NULL;
  gboolean simulated = FALSE;

  if (objects == NULL)
    return FALSE;
  managers = thecal_bus_find (objects, "Manager", NULL);
  if (managers->len > 0)
    g_variant_lookup (managers->pdata[0], "Simulated", "b", &simulated);
  *out_simulated = simulated;

  return TRUE;
}
