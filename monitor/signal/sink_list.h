/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>
#include <pulse/pulseaudio.h>

/* The outputs that a sound server has, and which of them an alarm takes. Asks nobody. */

typedef struct {
  char *name;    /* stable: the same after a restart and another plug */
  char *monitor; /* nullable; source that hears what the sink plays */
  uint32_t index;
  pa_cvolume volume;
  gboolean muted;
} ThecalSink;

typedef struct {
  GPtrArray *sinks;   /* ThecalSink */
  char *default_name; /* nullable */
} ThecalSinkList;

ThecalSinkList *thecal_sink_list_new (void);
void thecal_sink_list_free (ThecalSinkList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalSinkList, thecal_sink_list_free)

void thecal_sink_list_add (ThecalSinkList *self, const pa_sink_info *info);
/* The pinned one where it is there, else the default one, else any; never the server's stand-in for
 * no output. What is in @failed (names) comes last. NULL: nothing can sound. */
const ThecalSink *
thecal_sink_list_choose (const ThecalSinkList *self, const char *pinned, const GPtrArray *failed);
