/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* What was typed into the first start and is not in the care plan yet, how far somebody came, and
 * what somebody has understood: "first-start.ini" in the state directory, mode 0600. It is kept
 * soon after every change, and when this ends. */
#define THECAL_TYPE_SETUP_DRAFT (thecal_setup_draft_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSetupDraft, thecal_setup_draft, THECAL, SETUP_DRAFT, GObject)

/* What is kept beside the texts. */
#define THECAL_DRAFT_PAGE "Page"             /* name of the page that was shown last */
#define THECAL_DRAFT_LATER "Later"           /* "true": left on purpose, not shown by itself */
#define THECAL_DRAFT_WHO "Who"               /* "self", "adult", "child" */
#define THECAL_DRAFT_UNDERSTOOD "Understood" /* version whose limits were understood */
#define THECAL_DRAFT_HEARD "Heard"           /* "true": somebody heard the alarm sound */
#define THECAL_DRAFT_DRILLED "Drilled"       /* "true": heard and seen as a test alarm */
#define THECAL_DRAFT_NO_TABLETS "NoTablets"  /* "true": there are none */
#define THECAL_DRAFT_NO_DATE "NoAlarmDate"   /* "true": the printout has none */

/* Signal "loaded" (): once, the file was read, or there is none. */

ThecalSetupDraft *thecal_setup_draft_new (const char *state_dir);
gboolean thecal_setup_draft_is_loaded (ThecalSetupDraft *self);

/* "" where nothing is kept. (transfer full) */
char *thecal_setup_draft_get (ThecalSetupDraft *self, const char *key);
gboolean thecal_setup_draft_is (ThecalSetupDraft *self, const char *key, const char *value);
void thecal_setup_draft_set (ThecalSetupDraft *self, const char *key, const char *value);

/* What was typed for a value of the plan. NULL: nothing was; "" : it was made empty. (transfer
 * full)
 */
char *thecal_setup_draft_get_typed (ThecalSetupDraft *self, const char *group, const char *key);
/* NULL: it is in the plan now. */
void thecal_setup_draft_set_typed (ThecalSetupDraft *self,
                                   const char *group,
                                   const char *key,
                                   const char *text);
/* On its way to the disk now, and not a moment later. */
void thecal_setup_draft_keep (ThecalSetupDraft *self);
/* Something was begun and is not ended. */
gboolean thecal_setup_draft_is_unfinished (ThecalSetupDraft *self);
