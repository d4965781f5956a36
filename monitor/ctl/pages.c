/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/pages.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/bus.h"

#define PAGE 1000

typedef enum { PAGE_LAST, PAGE_MORE, PAGE_ODD } PageEnd;

static void
print_odd (const char *command)
{
  fprintf (stderr, _ ("thecalctl %s: the monitor gave another answer than expected\n"), command);
}

/* Hands on every record of a page. *after becomes the number of the last. PAGE_LAST also where
 * @func has enough. */
static PageEnd
walk_page (GVariant *reply,
           const char *number,
           guint64 *after,
           ThecalPageFunc func,
           gpointer user_data)
{
  g_autoptr (GVariant) records = g_variant_get_child_value (reply, 0);
  const gsize n_records = g_variant_n_children (records);

  for (gsize i = 0; i < n_records; i++) {
    g_autoptr (GVariant) record = g_variant_get_child_value (records, i);
    guint64 at = 0;

    /* a number that does not grow would have this go on without end */
    if (!g_variant_lookup (record, number, "t", &at) || at <= *after)
      return PAGE_ODD;
    *after = at;
    if (!func (record, user_data))
      return PAGE_LAST;
  }

  return n_records == PAGE ? PAGE_MORE : PAGE_LAST;
}

static GVariant *
call_page (GDBusConnection *bus, const char *command, const char *method, GVariant *parameters)
{
  GVariant *reply = thecal_bus_call (bus, command, THECAL_BUS_MANAGER, method, parameters, NULL);

  if (reply == NULL || g_variant_is_of_type (reply, G_VARIANT_TYPE ("(aa{sv})")))
    return reply;

  print_odd (command);
  g_variant_unref (reply);
  return NULL;
}

static GVariant *
get_log (GDBusConnection *bus, const char *command, guint64 after, gboolean newest, guint most)
{
  return call_page (
      bus, command, "Manager.GetAlarmLog", g_variant_new ("(tbu)", after, newest, most));
}

/* The number before the first of the newest @most. */
static gboolean
find_begin (GDBusConnection *bus, const char *command, guint most, guint64 *out_after)
{
  g_autoptr (GVariant) reply = get_log (bus, command, 0, TRUE, 1);
  g_autoptr (GVariant) records = NULL;
  g_autoptr (GVariant) newest = NULL;
  guint64 seq = 0;

  if (reply == NULL)
    return FALSE;
  records = g_variant_get_child_value (reply, 0);
  if (g_variant_n_children (records) > 0) {
    newest = g_variant_get_child_value (records, 0);
    g_variant_lookup (newest, "seq", "t", &seq);
  }
  *out_after = seq > most ? seq - most : 0;

  return TRUE;
}

gboolean
thecal_pages_walk_log (GDBusConnection *bus,
                       const char *command,
                       guint most,
                       ThecalPageFunc func,
                       gpointer user_data)
{
  guint64 after = 0;
  PageEnd end = PAGE_MORE;

  if (most != 0 && !find_begin (bus, command, most, &after))
    return FALSE;
  while (end == PAGE_MORE) {
    g_autoptr (GVariant) reply = get_log (bus, command, after, FALSE, PAGE);

    if (reply == NULL)
      return FALSE;
    end = walk_page (reply, "seq", &after, func, user_data);
  }
  if (end == PAGE_ODD)
    print_odd (command);

  return end != PAGE_ODD;
}

/* Answers that hold all at once. */
static gboolean
walk_rows (GVariant *reply, ThecalPageFunc func, gpointer user_data)
{
  g_autoptr (GVariant) rows = NULL;

  if (reply == NULL)
    return FALSE;
  rows = g_variant_get_child_value (reply, 0);
  for (gsize i = 0; i < g_variant_n_children (rows); i++) {
    g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);

    if (!func (row, user_data))
      break;
  }

  return TRUE;
}

gboolean
thecal_pages_walk_walkthroughs (GDBusConnection *bus,
                                const char *command,
                                guint most,
                                ThecalPageFunc func,
                                gpointer user_data)
{
  g_autoptr (GVariant) reply =
      call_page (bus, command, "Manager.GetWalkthroughs", g_variant_new ("(u)", most));

  return walk_rows (reply, func, user_data);
}

gboolean
thecal_pages_walk_entries (GDBusConnection *bus,
                           const char *command,
                           const char *kind,
                           ThecalPageSpan span,
                           ThecalPageFunc func,
                           gpointer user_data)
{
  g_autoptr (GVariant) reply = call_page (
      bus,
      command,
      "Manager.GetEntries",
      g_variant_new ("(sxxu)", kind, span.from_ms, span.to_ms, (guint) THECAL_ENTRIES_MAX));

  return walk_rows (reply, func, user_data);
}

gboolean
thecal_pages_walk_readings (GDBusConnection *bus,
                            const char *command,
                            ThecalPageSpan span,
                            ThecalPageFunc func,
                            gpointer user_data)
{
  guint64 after = 0;
  PageEnd end = PAGE_MORE;

  while (end == PAGE_MORE) {
    g_autoptr (GVariant) reply =
        call_page (bus,
                   command,
                   "Manager.GetReadings",
                   g_variant_new ("(xxtu)", span.from_ms, span.to_ms, after, (guint) PAGE));

    if (reply == NULL)
      return FALSE;
    end = walk_page (reply, "row", &after, func, user_data);
  }
  if (end == PAGE_ODD)
    print_odd (command);

  return end != PAGE_ODD;
}
