/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* What the monitor keeps, page by page: all of it may be more than one answer holds. */

/* Gets each record (a{sv}); FALSE ends the walk. */
typedef gboolean (*ThecalPageFunc) (GVariant *record, gpointer user_data);

/* The alarm log, oldest first: all, or its newest @most where that is not 0. FALSE: the monitor
 * could not be asked, a line is printed. */
gboolean thecal_pages_walk_log (GDBusConnection *bus,
                                const char *command,
                                guint most,
                                ThecalPageFunc func,
                                gpointer user_data);

/* The newest @most walkthroughs, at most THECAL_WALKTHROUGHS_MAX, oldest first. */
#define THECAL_WALKTHROUGHS_MAX 10000
gboolean thecal_pages_walk_walkthroughs (GDBusConnection *bus,
                                         const char *command,
                                         guint most,
                                         ThecalPageFunc func,
                                         gpointer user_data);

/* Both ends included. */
typedef struct {
  gint64 from_ms, to_ms;
} ThecalPageSpan;

/* What people wrote down of one kind ("" all), oldest first, at most the newest
 * THECAL_ENTRIES_MAX; times as the monitor takes them. */
#define THECAL_ENTRIES_MAX 10000
gboolean thecal_pages_walk_entries (GDBusConnection *bus,
                                    const char *command,
                                    const char *kind,
                                    ThecalPageSpan span,
                                    ThecalPageFunc func,
                                    gpointer user_data);

/* The readings of a time, in the order of their arrival. */
gboolean thecal_pages_walk_readings (GDBusConnection *bus,
                                     const char *command,
                                     ThecalPageSpan span,
                                     ThecalPageFunc func,
                                     gpointer user_data);
